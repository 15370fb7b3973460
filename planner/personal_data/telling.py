"""An erasure as it is told: on the command line, as JSON, and on the page."""

from dataclasses import dataclass
from typing import Any

from planner.nouns import OF_TABLE
from planner.personal_data.actions.erasing import ErasedData
from planner.translation import gettext, lazy as _

_CONTRACTS = frozenset({"contracts", "promises", "handovers"})
_COMMERCE = _(
    "Record of a contract, which has to be kept (GDPR 17 (3) b, e; in Germany HGB 257, AO 147)"
)
_AGREED = _("Record of what two sides have agreed and done (GDPR 17 (3) b, e)")


@dataclass(frozen=True, slots=True)
class KeptRows:
    """How many rows of one kind stay, why and until when."""

    what: str
    count: int
    why: str
    until: str


def kept_rows(erased: ErasedData) -> list[KeptRows]:
    """What stays, in words."""
    return [
        KeptRows(
            _what(table), count, str(_COMMERCE if table in _CONTRACTS else _AGREED), _until(table)
        )
        for table, count in sorted(erased.kept.items())
    ]


def erasure_as_json(erased: ErasedData) -> dict[str, Any]:
    """`{"person", "deleted": {table: n}, "replaced": {table: n}, "kept", "to_check"}`."""
    return {
        "person": erased.key,
        "deleted": dict(sorted(erased.deleted.items())),
        "replaced": dict(sorted(erased.replaced.items())),
        "kept": [
            {"what": each.what, "count": each.count, "why": each.why, "until": each.until}
            for each in kept_rows(erased)
        ],
        "to_check": [{"place": each.place, "text": each.text} for each in erased.to_check],
    }


def _what(table: str) -> str:
    noun = OF_TABLE.get(table)
    return str(noun.many) if noun is not None and noun.many else table


def _why(table: str) -> str:
    return str(_COMMERCE if table in _CONTRACTS else _AGREED)


def _until(table: str) -> str:
    noun = OF_TABLE.get(table)
    if noun is not None and noun.kept_for is not None:
        return str(noun.kept_for.how_long)
    return gettext("As long as the plan or the customer")
