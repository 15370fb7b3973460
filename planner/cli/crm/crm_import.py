"""`planner crm import`: brings exports of other programs in, as a whole or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError

from planner.actions.people.people import find_by_email
from planner.cli.crm import crm_text
from planner.cli.database import is_up_to_date
from planner.database import db
from planner.imports.bringing import Brought, read, write
from planner.imports.currencies import is_currency
from planner.imports.dates import DateForm
from planner.imports.deciding import MATCHES, Export, Options
from planner.imports.export_error import ExportError
from planner.imports.numbers import NumberForm
from planner.imports.recognising import Mapping, read_mapping
from planner.imports.recognising.headings import systems
from planner.imports.recognising.mapping import mapping_of
from planner.imports.reporting import write_report
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import recorded
from planner.imports.uploads import turns
from planner.imports.writing import Outcome
from planner.models import ImportMapping, ImportRun, Person

_MAVEN = "maven"


def _matches(_context: object, _option: object, said: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in said:
        noun, _, key = each.partition("=")
        if key not in MATCHES.get(noun, ()):
            offered = ", ".join(f"{of}={by}" for of, keys in MATCHES.items() for by in keys)
            raise click.BadParameter(f"“{each}” is none of {offered}")
        found[noun] = key
    return found


def _currency(_context: object, _option: object, said: str | None) -> str | None:
    if said is not None and not is_currency(said.upper()):
        raise click.BadParameter("write the three letters of a currency, such as EUR")
    return said.upper() if said else None


@click.command("import")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--system", type=click.Choice(systems()), help="Which program they come from.")
@click.option(
    "--mapping",
    metavar="FILE|NAME",
    help="What columns are: a JSON file, or the name of a mapping saved on the page Imports.",
)
@click.option(
    "--match",
    metavar="NOUN=KEY",
    multiple=True,
    callback=_matches,
    help="By what things are found again, such as customers=website.",
)
@click.option(
    "--dates",
    type=click.Choice([form.value for form in DateForm]),
    help="How days are written, where the files leave that open.",
)
@click.option(
    "--numbers",
    type=click.Choice([form.value for form in NumberForm]),
    help="What stands before decimals, where the files leave that open.",
)
@click.option("--currency", callback=_currency, help="The currency of the customers.")
@click.option(
    "--by",
    metavar="PERSON",
    help="Who imports, by key or e-mail address; stands in where activities name nobody.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a CSV with each row that was left out or changed in meaning.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def import_(
    paths: tuple[Path, ...],
    report: Path | None,
    by: str | None,
    *,
    dry_run: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Bring exports in: as a whole, or with any problem not at all. PATH is a file or a folder."""
    if paths[0] == Path(_MAVEN) and len(paths) > 1 and not paths[0].exists():
        paths, said["system"] = paths[1:], _MAVEN
    for path in paths:
        if not path.exists():
            raise click.BadParameter(f"{path}: there is no such file or folder")
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
    with _saying_why_not():
        options = _options(**said)
        run, outcome = _bring_in(paths, options, report, by=_person(by), dry_run=dry_run)
    _tell(run, outcome, dry_run=dry_run, as_json=as_json)


@contextmanager
def _saying_why_not() -> Iterator[None]:
    """What stands in the way of an import, in words."""
    try:
        yield
    except ExportError as refusal:
        for problem in refusal.problems:
            click.echo(problem, err=True)
        raise click.ClickException("Nothing was imported.") from refusal
    except OSError as error:
        problem = f"the disk did not take what it has to keep meanwhile ({error.strerror})"
        raise click.ClickException(
            f"Nothing was imported: {problem}. Make room on it, and try again."
        ) from error
    except IntegrityError as error:
        raise click.ClickException(
            "Nothing was imported: somebody else changed the same things. Try again."
        ) from error


def _options(mapping: str | None, dates: str | None, numbers: str | None, **said: Any) -> Options:
    return Options(
        mapping=_mapping(mapping) if mapping else Mapping(),
        dates=DateForm(dates) if dates else None,
        numbers=NumberForm(numbers) if numbers else None,
        **said,
    )


def _mapping(said: str) -> Mapping:
    """That of a file, else the one that was saved by this name."""
    if Path(said).is_file():
        return read_mapping(Path(said))
    kept = db.session.scalar(select(ImportMapping).where(ImportMapping.name == said))
    if kept is None:
        raise click.BadParameter(f"{said}: there is no such file, and no mapping of this name")
    return mapping_of(kept.mapping, said)


def _person(said: str | None) -> Person | None:
    if said is None:
        return None
    keyed = select(Person).where(Person.key == said)
    person = find_by_email(said) if "@" in said else db.session.scalar(keyed)
    if person is None or not person.is_active:
        raise click.ClickException(f"{said}: there is nobody of this key or address.")
    return person


def _bring_in(
    paths: tuple[Path, ...],
    options: Options,
    report: Path | None,
    *,
    by: Person | None,
    dry_run: bool,
) -> tuple[ImportRun, Outcome]:
    """Write what the files bring, and what was done, so that it can be taken back; only try it in
    a dry run."""
    if report is not None:
        _refuse_unwritable(report)
    turns.wait_for_others()
    export = read(paths, options)
    run = ImportRun(system=export.records.system, by=by)
    with recorded(run):
        brought = _written(export, by)
        describe(run, brought.outcome)
        run.files = [fates.as_json() for fates in brought.fates()]
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    if report is not None:
        write_report(report, brought)
    return run, brought.outcome


def _refuse_unwritable(report: Path) -> None:
    """Before anything is imported: what was left out would be told nowhere."""
    try:
        report.open("a").close()
    except OSError as error:
        problem = f"{report}: cannot be written: {error.strerror}"
        raise click.ClickException(f"{problem}. Nothing was imported.") from None


def _written(export: Export, by: Person | None) -> Brought:
    with click.progressbar(
        length=sum(export.rows.values()),
        label="Importing",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        return write(export, bar.update, by=by)


def _tell(run: ImportRun, outcome: Outcome, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(crm_text.as_json(run, dry_run=dry_run))
        return
    for line in crm_text.report(outcome, dry_run=dry_run):
        click.echo(line)
    if not dry_run:
        without = db.session.scalar(select(func.count()).where(Person.email.is_(None))) or 0
        administrator = db.session.scalar(select(exists().where(Person.is_administrator)))
        for line in crm_text.ways_in(
            without_address=without, has_administrator=bool(administrator)
        ):
            click.echo(line)
