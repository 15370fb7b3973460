"""`planner nightly`: what is due once a day, for cron or a timer."""

import click
from flask.cli import with_appcontext

from planner.cli.cycles import seldom_looking_for_cycles
from planner.cli.database import is_up_to_date
from planner.cli.progress import Progress
from planner.jobs import nightly as job, signature_findings, sponsor_successions


@click.command()
@with_appcontext
def nightly() -> None:
    """Rate every active plan for today, since days have passed, and tell the members; also what is
    missing after signatures and about renewals. Calls on executives who are away pass to the next.

    To run it again on the same day, or to break it off and run it anew, does no harm.
    """
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
    changed = 0
    with seldom_looking_for_cycles(), Progress("plans", job.plans_to_rate()) as progress:
        for rated, different in job.rate_active_plans():
            changed += different
            progress.step(rated)
    click.echo(f"Plans rated: {progress.done}, with another rating than before: {changed}")
    passed_on = sum(sponsor_successions.pass_on_requests())
    click.echo(f"Calls on executives who are away, passed on: {passed_on}")
    new = sum(found for _plans, found in signature_findings.find())
    click.echo(f"After signatures and about renewals, newly told: {new}")
