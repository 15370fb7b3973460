"""What an import would do, or has done, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.imports.views import import_words
from planner.imports.views.column_words import system_word


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first rows of a file that have one fate, with the reason for which each was left out."""

    fate: str
    rows: list[tuple[int, list[str], str]]


@dataclass(frozen=True, slots=True)
class FileTold:
    name: str
    noun: str
    rows: int
    fates: list[tuple[str, int]]
    headings: list[str]
    firsts: list[FirstRows]


@dataclass(frozen=True, slots=True)
class Told:
    system: str
    nouns: list[tuple[str, Mapping[str, int]]]
    files: list[FileTold]
    findings: list[tuple[str, str, Mapping[str, Any]]]
    changes_anything: bool


def in_words(kept: Mapping[str, Any] | None) -> Told | None:
    """Of what an upload keeps."""
    if kept is None:
        return None
    return Told(
        system_word(kept["system"]),
        [
            (import_words.table_word(noun), counts)
            for noun, counts in kept["nouns"].items()
            if any(counts.values())
        ],
        [_file(file) for file in kept["files"]],
        [
            (
                import_words.kind_word(each["kind"]),
                import_words.handling_word(each["handling"]),
                each,
            )
            for each in kept["findings"]
        ],
        kept["changes_anything"],
    )


def _file(file: Mapping[str, Any]) -> FileTold:
    first = file.get("first", {})
    firsts = [
        FirstRows(
            str(word),
            [
                (
                    row["line"],
                    row["cells"],
                    import_words.kind_word(why) if (why := row.get("why")) else "",
                )
                for row in first[fate]
            ],
        )
        for fate, word in import_words.FATES.items()
        if first.get(fate)
    ]
    noun = import_words.table_word(file["noun"]) if file["noun"] else ""
    headings = file.get("headings", [])
    return FileTold(
        file["name"], noun, file["rows"], import_words.fates_in_words(file), headings, firsts
    )
