"""From bytes to a JSON object that can be kept, and nothing else."""

import json
import re
from codecs import BOM_UTF8
from typing import Any, Final, TypeAlias

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import Report, quoted
from planner.planfiles.checks.values import DEEPEST, NUMBER_LIMIT, Cleaning, Repeated, Unkept

Document: TypeAlias = dict[str, Any]

LARGEST_FILE: Final = 5_000_000
"""In bytes. A real plan has about 30,000."""

LONGEST_WHOLE_NUMBER: Final = 16
"""In characters, with a sign; Python itself refuses to read thousands of digits."""

# Only such escapes bring in a NUL or half of a character: raw ones are refused by the decoders.
SUSPICIOUS: Final = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def parse(data: bytes, report: Report) -> Document:
    """The object in a file of UTF-8 with or without a byte order mark.

    Raises Refused where there is none. What cannot be kept is reported and replaced by something
    harmless, so that the checks that follow can look at the rest.
    """
    if len(data) > LARGEST_FILE:
        report.refuse((), Rule.TOO_LARGE, limit=LARGEST_FILE // 1_000_000)
    text = _decoded(data, report)
    if not text.strip():
        report.refuse((), Rule.EMPTY)
    document = _loaded(text, report)
    if not isinstance(document, dict):
        report.refuse((), Rule.NOT_AN_OBJECT)
    Cleaning(report, texts=bool(SUSPICIOUS.search(text))).clean(document)
    return dict(document)


def _decoded(data: bytes, report: Report) -> str:
    mark = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    try:
        return data[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        position = mark + error.start
        report.refuse(
            (),
            Rule.NOT_UTF8,
            number=position + 1,
            byte=f"0x{data[position]:02X}",
            line=data.count(b"\n", 0, position) + 1,
        )


def _loaded(text: str, report: Report) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        if error.msg.startswith("Unterminated string") or not text[error.pos :].strip():
            report.refuse((), Rule.ENDS_EARLY, **place)
        report.refuse((), Rule.NOT_JSON, **place, near=quoted(text[error.pos :][:20]))
    except RecursionError:
        report.refuse((), Rule.TOO_DEEP, limit=DEEPEST)


def _object(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    return document if len(document) == len(pairs) else Repeated(pairs)


def _whole_number(literal: str) -> int | Unkept:
    if len(literal) > LONGEST_WHOLE_NUMBER or abs(number := int(literal)) >= NUMBER_LIMIT:
        return Unkept(literal)
    return number


def _number(literal: str) -> float | Unkept:
    number = float(literal)
    return number if abs(number) < NUMBER_LIMIT else Unkept(literal)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_whole_number,
    parse_float=_number,
    parse_constant=Unkept,
)
