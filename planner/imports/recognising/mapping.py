"""What somebody says about files: which noun a file holds, and what its columns are."""

import json
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from planner.imports.export_error import ExportError
from planner.imports.recognising.headings import READ, fields_of


@dataclass(frozen=True, slots=True)
class FileMapping:
    """`columns` are fields by heading; None for a column that is not wanted."""

    noun: str | None = None
    columns: AnyMapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """By patterns of file names, the first that fits counts."""

    files: AnyMapping[str, FileMapping] = field(default_factory=dict)

    def of(self, name: str) -> FileMapping:
        for pattern, said in self.files.items():
            if fnmatchcase(name, pattern):
                return said
        return FileMapping()


def read_mapping(path: Path) -> Mapping:
    """A mapping from its JSON; raises ExportError if it is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExportError([f"{path}: cannot be opened: {error.strerror}"]) from None
    except (ValueError, RecursionError) as error:
        raise ExportError([f"{path}: is no JSON: {error}"]) from None
    return mapping_of(content, str(path))


def mapping_of(content: Any, path: str) -> Mapping:
    """The same of what stands in the JSON; `path` says where, for what is wrong with it."""
    try:
        files = {pattern: _file(path, pattern, said) for pattern, said in content["files"].items()}
    except (AttributeError, KeyError, TypeError):
        like = '{"files": {"*.csv": {"noun": "customers", "columns": {"Firma": "name"}}}}'
        raise ExportError([f"{path}: is no mapping; one looks like {like}"]) from None
    return Mapping(files)


def _file(path: str, pattern: str, said: AnyMapping[str, object]) -> FileMapping:
    noun, columns = said.get("noun"), said.get("columns", {})
    if noun is not None and noun not in READ:
        raise ExportError([f"{path}: {pattern}: “{noun}” is none of {', '.join(READ)}"])
    if not isinstance(columns, dict):
        raise TypeError(columns)
    for heading, name in columns.items():
        nouns = (str(noun),) if noun else READ
        if name is not None and not any(name in fields_of(each) for each in nouns):
            known = ", ".join(sorted(set().union(*(fields_of(each) for each in nouns))))
            raise ExportError([f"{path}: {pattern}: {heading}: “{name}” is none of {known}"])
    return FileMapping(None if noun is None else str(noun), columns)
