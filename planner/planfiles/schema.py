"""The plan file's schema, and its verdicts in our own words."""

import json
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, Final, TypeGuard

from jsonschema_rs import Draft202012Validator, ValidationError

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import FilePlace, Report, printable, quoted, shortened

SCHEMA: Final[dict[str, Any]] = json.loads(
    resources.files("planner.planfiles").joinpath("plan-file.schema.json").read_bytes()
)

SCHEMA_RULES: Final = {
    "required": Rule.MISSING,
    "enum": Rule.NOT_ALLOWED,
    "const": Rule.NOT_THE_FORMAT,
    "minimum": Rule.TOO_SMALL,
    "maximum": Rule.TOO_BIG,
    "minLength": Rule.EMPTY_TEXT,
    "maxLength": Rule.TOO_LONG,
    "minItems": Rule.TOO_FEW_ITEMS,
    "maxItems": Rule.TOO_MANY_ITEMS,
    "format": Rule.NOT_A_DAY,
    "oneOf": Rule.NOT_ONE_OF_TWO,
    "propertyNames": Rule.NOT_A_KEY,
}
TYPES: Final = {
    "string": Rule.NOT_TEXT,
    "number": Rule.NOT_NUMBER,
    "integer": Rule.NOT_WHOLE_NUMBER,
    "boolean": Rule.NOT_BOOLEAN,
    "array": Rule.NOT_LIST,
    "object": Rule.NOT_OBJECT,
}
PATTERNS: Final = {
    "^[a-z0-9][a-z0-9._-]{0,63}$": Rule.NOT_A_KEY,
    r"^[^\r\n]*$": Rule.NOT_ONE_LINE,
    "^[A-Z]{2}$": Rule.NOT_A_COUNTRY,
    "^[A-Z]{3}$": Rule.NOT_A_CURRENCY,
}
DAY_LENGTH: Final = len("YYYY-MM-DD")


def is_day(value: object) -> TypeGuard[str]:
    """Whether the value is a day of the calendar written as YYYY-MM-DD, from the year 1 on."""
    return isinstance(value, str) and len(value) == DAY_LENGTH and _is_day(value)


@lru_cache(maxsize=20_000)
def _is_day(text: str) -> bool:
    # Writing it back tells apart the other forms that Python reads, such as 2026-W01-1.
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# The library's own check of dates lets the year 0 pass, which neither Python nor we can keep.
_VALIDATOR: Final = Draft202012Validator(SCHEMA, validate_formats=True, formats={"date": is_day})


def check_schema(document: dict[str, Any], report: Report) -> None:
    """Report everything that the schema does not allow, but no value that is reported already."""
    spoilt = frozenset(report.places)
    for error in _VALIDATOR.iter_errors(document):
        place = tuple(error.instance_path)
        if error.kind.name == "additionalProperties":
            _say_unknown(error, place, report)
        elif error.kind.name == "propertyNames":
            name = str(error.kind.value.instance)
            report.add((*place, name), Rule.NOT_A_KEY, found=quoted(name))
        elif error.kind.name == "oneOf":
            report.add(place, Rule.NOT_ONE_OF_TWO, **_choices(error))
        elif error.kind.name == "required" or place not in spoilt:
            report.add(place, _rule(error), **_values(error))


def _say_unknown(error: ValidationError, place: FilePlace, report: Report) -> None:
    part: Any = SCHEMA
    for step in error.schema_path[:-1]:
        part = part[step]
    known = ", ".join(part["properties"])
    for name in error.kind.value:
        report.add((*place, name), Rule.UNKNOWN, name=printable(shortened(name)), known=known)


def _choices(error: ValidationError) -> dict[str, object]:
    """The two names of which exactly one must be there, which is all that the schema asks so."""
    part: Any = SCHEMA
    for step in error.schema_path:
        part = part[step]
    one, other = (choice["required"][0] for choice in part)
    return {"one": one, "other": other}


def _rule(error: ValidationError) -> Rule:
    keyword, value = error.kind.name, error.kind.value
    if keyword == "type":
        return TYPES[value[0]]
    if keyword == "pattern":
        return PATTERNS[value]
    return SCHEMA_RULES[keyword]


def _values(error: ValidationError) -> dict[str, object]:
    """What any of the messages may want to say about the error."""
    found, wanted = error.instance, error.kind.value
    return {
        "name": wanted,
        "found": quoted(found),
        "expected": wanted,
        "allowed": ", ".join(wanted) if error.kind.name == "enum" else "",
        "limit": wanted,
        "length": len(found) if isinstance(found, str | list) else 0,
    }
