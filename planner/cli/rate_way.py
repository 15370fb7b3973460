"""`planner rate --way`: a plan file rated, with the fewest steps that lead to a higher age."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from planner.cli.plan_file_lines import Unanswered
from planner.cli.rating_text import with_way_as_json_line, with_way_text
from planner.cli.way_folder import WayFolder
from planner.planfiles.checks.parsing import Document
from planner.planfiles.facts import facts_from
from planner.planfiles.ways.documents import documents
from planner.rating import rate
from planner.rating.way import way_of


def rating_with_way(
    as_of: date, way_to: Path | None, *, as_json: bool
) -> Callable[[Document], str]:
    """What gives the lines of a plan file, and writes the files that its way speaks of.

    That raises Unanswered where they cannot be written.
    """
    folder = None if way_to is None else _folder(way_to)
    written = with_way_as_json_line if as_json else with_way_text

    def rated(document: Document) -> str:
        facts = facts_from(document)
        way = way_of(facts, as_of)
        if folder is not None:
            folder.write(facts.customer, documents(document, way, as_of))
        return written(rate(facts, as_of), way)

    return rated


def _folder(path: Path) -> WayFolder:
    try:
        return WayFolder(path)
    except Unanswered as error:
        raise click.ClickException(str(error)) from error
