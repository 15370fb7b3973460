"""What there is to talk about in a review, and how that is kept with a review that was held.

It is kept as plain values and not as a text: names and numbers stay as they were that day, while
the words around them are those of whoever reads it, in either language.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from typing import Any

from planner.insights.summing_up import ItemSum


@dataclass(frozen=True, slots=True)
class Point:
    """A deal, an activity, a question or a contract, as it was called then."""

    id: int
    text: str
    on: datetime.date | None = None
    who: str | None = None
    value: Decimal | None = None
    code: str | None = None
    """What a rule has found of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A symptom that held, with what a member had answered to it."""

    code: str
    decides: bool
    answer: str | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """As things stood on the day `on`; `more` changed items are not listed.

    Who sees a rating later than the members sees the symptoms from `symptoms_from` on, and what
    was found after a signature so many days after it was told.
    """

    on: datetime.date
    since: datetime.date
    currency: str
    changes: tuple[ItemSum, ...] = ()
    more: int = 0
    symptoms: tuple[Seen, ...] = ()
    symptoms_from: datetime.date | None = None
    deals: tuple[Point, ...] = ()
    activities: tuple[Point, ...] = ()
    questions: tuple[Point, ...] = ()
    contracts: tuple[Point, ...] = ()
    findings: tuple[Point, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is kept; `agenda_from` reads it."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @property
    def has_points(self) -> bool:
        return any(getattr(self, name) for name in _POINTS)

    def without_symptoms(self) -> "Agenda":
        """For readers from whom the rating of the plan is kept."""
        return agenda_from({**self.as_json(), "symptoms": []})

    def with_findings_of(self, day: datetime.date) -> "Agenda":
        """For readers who see on `day` what was told long enough before."""
        if self.symptoms_from is None:
            return self
        until = day - (self.symptoms_from - self.on)
        told = tuple(each for each in self.findings if each.on is None or each.on <= until)
        return replace(self, findings=told)


_POINTS = tuple(each.name for each in fields(Agenda) if each.type == tuple[Point, ...])


def agenda_from(kept: Mapping[str, Any]) -> Agenda:
    """What was kept, with the types that it had."""
    points = {name: tuple(_point(one) for one in kept.get(name, ())) for name in _POINTS}
    return Agenda(
        on=datetime.date.fromisoformat(kept["on"]),
        since=datetime.date.fromisoformat(kept["since"]),
        currency=kept["currency"],
        changes=tuple(ItemSum(**one) for one in kept["changes"]),
        more=kept["more"],
        symptoms=tuple(Seen(**one) for one in kept["symptoms"]),
        symptoms_from=_day(kept["symptoms_from"]),
        **points,
    )


def _point(kept: Mapping[str, Any]) -> Point:
    value = None if kept["value"] is None else Decimal(kept["value"])
    return Point(kept["id"], kept["text"], _day(kept["on"]), kept["who"], value, kept.get("code"))


def _day(kept: str | None) -> datetime.date | None:
    return None if kept is None else datetime.date.fromisoformat(kept)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
