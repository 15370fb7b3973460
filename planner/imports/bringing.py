"""The whole way of an import: from files to what is written, with what became of each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from planner.imports import maven
from planner.imports.deciding import Options, read_exports
from planner.imports.deciding.reader import NOUNS, Export
from planner.imports.export_error import ExportError
from planner.imports.reading import files_in, open_file
from planner.imports.recognising import Recognised, recognise
from planner.imports.writing import Fate, Outcome, write_export
from planner.imports.writing.progress import Advance
from planner.models import Person

MAVEN = "maven"
_OF_MAVEN = frozenset({"accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"})
READ_NOUNS = (*NOUNS, "fields")


class FileFates(NamedTuple):
    """What became of the rows of a file. `rows` is the sum of all others."""

    file: Recognised
    rows: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    left_out: int = 0
    not_read: int = 0

    def as_json(self) -> dict[str, Any]:
        """What the run keeps of a file."""
        file, *_counts = self
        return {
            "name": file.file.name,
            "noun": file.noun,
            "encoding": file.file.encoding,
            "delimiter": file.file.delimiter,
            **{name: count for name, count in self._asdict().items() if name != "file"},
            "columns": file.columns,
        }


@dataclass(frozen=True, slots=True)
class Brought:
    export: Export
    outcome: Outcome

    def fates(self) -> list[FileFates]:
        return [self._fates(file) for file in self.export.files]

    def _fates(self, file: Recognised) -> FileFates:
        name = file.file.name
        rows = self.export.rows[name]
        if file.noun not in READ_NOUNS:
            return FileFates(file, rows, not_read=rows)
        counts = {fate.value: self.outcome.rows[name, file.noun, fate] for fate in Fate}
        return FileFates(file, rows, **counts, left_out=rows - sum(counts.values()))


def read(paths: Sequence[Path], options: Options) -> Export:
    """What files, and those in folders, bring. Raises ExportError with what is wrong."""
    folder = paths[0] if len(paths) == 1 else paths[0].parent
    files = files_in(paths)
    if not files:
        raise ExportError([f"{path}: there is no file in it" for path in paths])
    if options.system == MAVEN or is_of_maven(files):
        return _read_maven(folder if folder.is_dir() else folder.parent, options)
    return read_exports(files, options)


def is_of_maven(files: Sequence[Path]) -> bool:
    """Whether all of that export is there, whose files are known by their names."""
    return {path.name for path in files} >= _OF_MAVEN


def write(
    export: Export, advance: Advance = lambda _count: None, *, by: Person | None = None
) -> Brought:
    """Write all of it, with `by` for those whom nobody names; the caller commits, or rolls back
    what was only tried."""
    return Brought(export, write_export(export.records, advance=advance, by=by))


def _read_maven(folder: Path, options: Options) -> Export:
    records = maven.read_export(folder, options.dates)
    paths = [path for path in files_in([folder]) if path.name in _OF_MAVEN]
    files = tuple(recognise(open_file(path), system=MAVEN) for path in paths)
    return Export(records, files, {file.file.name: sum(1 for _ in file.rows()) for file in files})
