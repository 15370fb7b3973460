"""`planner doctor`: looks at an installation and says what is wrong with it and what to do."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from planner import config, create_app, setting_addresses
from planner.cli.doctor import addresses, databases, files, records
from planner.cli.doctor.diagnosis import Diagnosis, State, failure, ok, warning
from planner.config import Settings, WrongSetting
from planner.database import db, only_reading


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(*, as_json: bool) -> None:
    """Look at settings, files, disk, database, mail, administrators, jobs and backups.

    Says of each whether it is ok, and otherwise what to do. Changes nothing, and prints no secret.
    Exit status 1 if anything fails.
    """
    found = list(examine(os.environ))
    is_failing = any(one.state is State.FAILURE for one in found)
    click.echo(_as_json(found) if as_json else "\n".join(map(_line, found)))
    raise click.exceptions.Exit(int(is_failing))


def examine(environment: Mapping[str, str]) -> Iterator[Diagnosis]:
    """Everything in the order in which the program needs it; what rests on a failure is left out.

    The files come first: whoever reads the settings makes what is missing.
    """
    folder = config.data_folder(environment)
    try:
        database_url = setting_addresses.database_url(environment.get("DATABASE_URL"), folder)
        kept = _kept(folder, database_url)
    except (WrongSetting, ArgumentError) as error:
        yield failure("settings", str(error), "Correct it in the environment of the program.")
        return
    if _is_missing(environment, kept):
        yield failure("files", f"Nothing is in {folder} yet.", "Run: planner database upgrade")
        return
    if folder.is_dir():
        yield files.rights_of_files(folder, *kept)
    if not files.can_be_used(folder):
        return
    yield from files.room(*{path.parent for path in kept if path.parent.is_dir()})
    try:
        settings = config.from_environment(environment)
    except WrongSetting as error:
        yield failure("settings", str(error), "Correct it in the environment of the program.")
        return
    yield _day(settings)
    yield from addresses.address_of_people(settings)
    yield addresses.mail_server(settings)
    yield from _in_database(settings)


def _in_database(settings: Settings) -> Iterator[Diagnosis]:
    with create_app(settings, with_pages=False).app_context(), only_reading():
        try:
            yield from _said_by_database(settings)
        finally:
            db.session.remove()
            db.engine.dispose()


def _said_by_database(settings: Settings) -> Iterator[Diagnosis]:
    try:
        found = list(databases.look_into(settings))
    except DBAPIError as error:
        yield databases.trouble(error)
        return
    yield from found
    if found[-1].state is not State.OK:  # the tables are not those that are asked below
        return
    yield records.administrators()
    yield records.jobs(settings)
    yield from records.waiting_mails(settings)
    yield records.last_backup(settings)


def _day(settings: Settings) -> Diagnosis:
    if settings.today is None:
        return ok("settings", "All can be read.")
    return warning(
        "settings",
        f"Every day is taken for {settings.today}, which is for demonstrations.",
        "Take PLANNER_TODAY out of the environment.",
    )


def _kept(folder: Path, database_url: str) -> list[Path]:
    """The secret, and SQLite's file with what lies beside it."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return [folder / "secret"]
    return [folder / "secret", *(Path(url.database + end) for end in ("", "-wal"))]


def _is_missing(environment: Mapping[str, str], kept: list[Path]) -> bool:
    secret, *database = kept
    without_secret = not environment.get("SECRET_KEY") and not secret.exists()
    return without_secret or bool(database and not database[0].exists())


def _line(one: Diagnosis) -> str:
    said = f"{one.state:<8} {one.check}: {one.found}"
    return f"{said} {one.advice}".rstrip()


def _as_json(found: list[Diagnosis]) -> str:
    worst = max(found, key=lambda one: list(State).index(one.state)).state
    checks = [
        {"check": one.check, "state": one.state, "found": one.found, "advice": one.advice or None}
        for one in found
    ]
    return json.dumps({"state": worst, "checks": checks}, ensure_ascii=False)
