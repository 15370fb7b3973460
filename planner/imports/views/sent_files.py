"""Sent files as their page shows them, and what the page's selects have said about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from planner.imports.bringing import MAVEN, is_of_maven
from planner.imports.deciding.reader import NOUNS, recognised_together
from planner.imports.export_error import ExportError
from planner.imports.reading import SheetFile, open_file, shown
from planner.imports.recognising import Recognised, recognise
from planner.imports.recognising.mapping import FileMapping
from planner.imports.uploads.keeping import files_of
from planner.imports.uploads.saying import Said, options_of
from planner.imports.views.column_words import Choices, field_choices

_SAMPLE, _LONGEST = 3, 60


@dataclass(frozen=True, slots=True)
class SentColumn:
    """A column with its first values, and what it becomes; without a heading it cannot be named."""

    place: int
    heading: str
    field: str | None
    sample: Sequence[str]


@dataclass(frozen=True, slots=True)
class SentFile:
    """`problems` is why it cannot be read any more, if so. What is `fixed` is known by its name."""

    number: int
    name: str
    size: int
    found: Recognised | None
    columns: Sequence[SentColumn] = ()
    choices: Choices = ()  # type: ignore[assignment]  # an empty one
    is_fixed: bool = False
    problems: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        return self.found.noun or "" if self.found else ""


def sent_files(folder: Path, said: Said) -> list[SentFile]:
    """In the order of their names, by which they are numbered."""
    paths = list(files_of(folder))
    opened = [_opened(path) for path in paths]
    readable = [each for each in opened if isinstance(each, SheetFile)]
    is_fixed = is_of_maven(paths)
    if is_fixed:
        known = {each.name: recognise(each, system=MAVEN) for each in readable}
    else:
        known = {
            found.file.name: found for found in recognised_together(readable, options_of(said))
        }
    return [
        _sent(number, path, each, known, is_fixed=is_fixed)
        for number, (path, each) in enumerate(zip(paths, opened, strict=True))
    ]


def system_of(files: Sequence[SentFile]) -> str | None:
    """The program that the files come from."""
    return next((each.found.system for each in files if each.found and each.found.system), None)


def said_about(files: Sequence[SentFile], form: Mapping[str, str]) -> dict[str, Any]:
    """By name, what the selects say beyond what is recognised anyway."""
    return {
        each.name: _said_about(each, each.found, form)
        for each in files
        if each.found is not None and not each.is_fixed and f"noun-{each.number}" in form
    }


def _said_about(file: SentFile, found: Recognised, form: Mapping[str, str]) -> dict[str, Any]:
    chosen = form[f"noun-{file.number}"]
    noun = chosen if chosen in NOUNS else None
    if noun is None or noun != form.get(f"shown-{file.number}"):
        # The selects of columns spoke of another noun.
        return {"noun": noun, "columns": {}} if noun else {}
    alone = recognise(found.file, FileMapping(noun), system=found.system)
    columns = dict(_columns_said(file.number, alone, form))
    is_recognised = recognise(found.file, system=found.system).noun == noun
    return {} if is_recognised and not columns else {"noun": noun, "columns": columns}


def _columns_said(
    number: int, alone: Recognised, form: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    """The columns that are to become something else than they would by themselves."""
    known = {name for name, _word in field_choices(alone.noun or "")}
    for place, (heading, field) in enumerate(zip(alone.headings, alone.fields, strict=True)):
        chosen = form.get(f"column-{number}-{place}")
        is_said = heading and chosen is not None and (chosen or None) != field
        if is_said and (not chosen or chosen in known):
            yield heading, chosen or None


def _opened(path: Path) -> SheetFile | ExportError:
    try:
        return open_file(path)
    except ExportError as refusal:
        return refusal


def _sent(
    number: int,
    path: Path,
    opened: SheetFile | ExportError,
    known: Mapping[str, Recognised],
    *,
    is_fixed: bool,
) -> SentFile:
    size = path.stat().st_size
    if isinstance(opened, ExportError):
        return SentFile(number, path.name, size, None, problems=opened.problems)
    found = known[path.name]
    rows = [line.cells for line in islice(found.rows(), _SAMPLE)]
    columns = [
        SentColumn(place, heading, field, [shown(row[place])[:_LONGEST] for row in rows
                                           if place < len(row)])
        for place, (heading, field) in enumerate(zip(found.headings, found.fields, strict=True))
    ]  # fmt: skip
    choices = field_choices(found.noun) if found.noun in NOUNS else []
    return SentFile(number, path.name, size, found, columns, choices, is_fixed)
