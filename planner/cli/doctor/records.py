"""What the rows tell: who can let others in, what is done by the clock, when it was backed up."""

import datetime
from collections.abc import Iterator

from sqlalchemy import func, select

from planner import clock
from planner.backups.records import last_backup_on
from planner.cli.doctor.diagnosis import Diagnosis, failure, ok, warning
from planner.config import Settings
from planner.database import db
from planner.models import AccountMail, JobRun, Notification, PasswordLink, Person, WeekLetter

_NIGHTLY = "rating"
_BACKED_UP_WITHIN = 2
"""Days, so that one night may fail."""
_MAIL_WAITS = datetime.timedelta(hours=6)


def administrators() -> Diagnosis:
    """Whether somebody can let the others in again."""
    asked = select(func.count()).where(
        Person.is_administrator, Person.is_active, Person.password_hash.is_not(None)
    )
    number = db.session.execute(asked).scalar_one()
    if number == 0:
        return failure(
            "administrators",
            "No administrator can sign in.",
            'Run: planner people add "NAME" --email ADDRESS --role team_lead --admin',
        )
    if number == 1:
        return warning(
            "administrators",
            "One administrator can sign in.",
            "Let a second one be made, for the day on which the first is away.",
        )
    return ok("administrators", f"{number} administrators can sign in.")


def jobs(settings: Settings) -> Diagnosis:
    """Whether the night's work was done."""
    asked = select(func.max(JobRun.on)).where(JobRun.name == _NIGHTLY, JobRun.done)
    last = db.session.scalar(asked)
    if not settings.clockwork:
        return ok("jobs", "PLANNER_CLOCKWORK is off: `planner nightly` is left to others.")
    if last is None or (clock.today() - last).days > 1:
        return warning(
            "jobs",
            f"The night's work was done last on {last}."
            if last
            else "No night's work is on record.",
            "Look whether the server runs, and what its log says of the scheduler.",
        )
    return ok("jobs", f"The night's work was done last on {last}.")


def waiting_mails(settings: Settings) -> Iterator[Diagnosis]:
    """Mails that should have left long ago."""
    if settings.mail is None:
        return
    late = clock.now() - _MAIL_WAITS
    number = sum(
        db.session.execute(select(func.count()).where(table.mail_due_at < late)).scalar_one()
        for table in (AccountMail, Notification, PasswordLink, WeekLetter)
    )
    if number:
        yield warning(
            "waiting mails",
            f"{number} mails have been waiting for more than six hours.",
            "Look at what this says of mail, and at what the server's log says of it.",
        )
    else:
        yield ok("waiting mails", "No mail waits for long.")


def last_backup(settings: Settings) -> Diagnosis:
    """How old the last backup is that was made with this data folder."""
    last = last_backup_on(settings.data_folder)
    advice = "Let cron run `planner backup` every night, as docs/running.md says."
    if last is None:
        return warning("backup", "No backup is on record.", advice)
    if (clock.today() - last).days > _BACKED_UP_WITHIN:
        return warning("backup", f"The last backup is of {last}.", advice)
    return ok("backup", f"The last backup is of {last}.")
