"""The `planner` command. Exit status: 0 done, 1 refused (nothing changed), 2 wrong usage."""

from importlib import import_module
from typing import Any, cast

import click

# What stands here is imported for whatever one asks, so each command has its sentence here and its
# module is imported when it is wanted: the models alone take longer than rating a file.
_COMMANDS = {
    "audit": "What auditors look at.",
    "backup": "Write everything of one moment into a file.",
    "cases": "What business cases are worth.",
    "contacts": "What is kept of people at customers.",
    "contracts": "How long contracts run, and what is done about their renewal.",
    "crm": "Customers and deals from other programs.",
    "customers": "Stage, wallet and relationships of customers.",
    "database": "The database's tables.",
    "demo": "The demo story.",
    "doctor": "Look at an installation, and say what is wrong with it.",
    "feeds": "What calendars of other programs read.",
    "handovers": "What happens between a signature and its handover.",
    "leads": "Leads, and whose they are.",
    "nightly": "Rate every active plan for today, and tell the members.",
    "people": "The people who use the program.",
    "plans": "Plan files.",
    "rate": "Rate the collaboration on plans, from files or the database.",
    "reach": "Whom we know at customers, by connections files.",
    "restore": "Bring a backup into an empty database.",
    "serve": "Serve the application.",
    "tokens": "What lets other programs in.",
    "webhooks": "What tells other programs of what happens.",
    "worklist": "The next step with each customer of a person.",
}
# These lie in a folder of their own, and answer from files.
_AFTER_SIGNATURE = {
    *("cases", "contracts", "customers", "handovers", "leads", "reach", "worklist"),
}
_FOLDERS = {
    **dict.fromkeys(_AFTER_SIGNATURE, "after_signature"),
    **dict.fromkeys(("feeds", "tokens", "webhooks"), "programs"),
}


class _Group(click.Group):
    """Imports a command when it is wanted: each is in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        place = ".".join(filter(None, ("planner.cli", _FOLDERS.get(cmd_name), cmd_name)))
        module = import_module(place)
        return cast(click.Command, getattr(module, cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            from sqlalchemy.exc import OperationalError

            from planner.database_troubles import Trouble, in_a_line, trouble_of

            if isinstance(error, OperationalError):
                trouble = str(trouble_of(error) or Trouble.AWAY)
                said = f"{trouble[0].upper()}{trouble[1:]}: {in_a_line(error)}"
                raise click.ClickException(said) from error
            raise


@click.group(cls=_Group)
@click.version_option(package_name="planner", prog_name="planner")
@click.pass_context
def main(context: click.Context) -> None:
    """Plan customers together."""
    # These make their own, and only if they read the database.
    if context.obj is None and context.invoked_subcommand not in {
        "doctor",
        "rate",
        *_AFTER_SIGNATURE,
    }:
        from planner.cli.application import loader

        context.obj = loader()
