"""What somebody has said about sent files, as their upload keeps it and as the reader takes it.

`said` has `system`, `dates`, `numbers`, `currency`, `by` (the id of a person) where something was
said, and `files`: by name, the `noun` and the `columns` that are not as they were recognised.
"""

import re
from collections.abc import Mapping as AnyMapping, Sequence
from glob import escape
from typing import Any

from planner.imports.dates import DateForm
from planner.imports.deciding import Options
from planner.imports.numbers import NumberForm
from planner.imports.recognising import Mapping
from planner.imports.recognising.mapping import FileMapping

Said = AnyMapping[str, Any]
_DAY_OR_NUMBER = re.compile(r"\d+(?:[-_. ]\d+)*")


def options_of(said: Said) -> Options:
    """For the reader."""
    return Options(
        system=said.get("system"),
        mapping=Mapping({escape(name): _of_file(file) for name, file in _files(said).items()}),
        dates=DateForm(said["dates"]) if said.get("dates") else None,
        numbers=NumberForm(said["numbers"]) if said.get("numbers") else None,
        currency=said.get("currency"),
    )


def file_mapping(said: Said, name: str) -> FileMapping:
    return _of_file(_files(said).get(name, {}))


def to_keep(said: Said) -> dict[str, Any]:
    """What was said about files as a mapping for others of their kind: exports have the day, or a
    number, in their names."""
    return {
        "files": {
            _DAY_OR_NUMBER.sub("*", escape(name)): dict(file)
            for name, file in _files(said).items()
            if file
        }
    }


def with_mapping(said: Said, mapping: Mapping, names: Sequence[str]) -> dict[str, Any]:
    """What was said, and about the files that the mapping knows, what that says."""
    found = {name: mapping.of(name) for name in names}
    files = {
        name: {"noun": each.noun, "columns": dict(each.columns)}
        for name, each in found.items()
        if each.noun or each.columns
    }
    return {**said, "files": {**_files(said), **files}}


def without_file(said: Said, name: str) -> dict[str, Any]:
    return {**said, "files": {of: file for of, file in _files(said).items() if of != name}}


def _files(said: Said) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = said.get("files", {})
    return files


def _of_file(file: AnyMapping[str, Any]) -> FileMapping:
    return FileMapping(file.get("noun"), file.get("columns", {}))
