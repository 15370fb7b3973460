"""Pages of a plan, kept as a whole until anything that they show has changed.

Which plan an address leads to, and how somebody stands to it, follows from the person, the day, and
the plans, members and owner of the customer. Every change of these leaves an event. So as long as
the state of the events is the same, the page can be read again without looking for the plan.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import cast

from flask import g, request

from planner.access import Standing
from planner.models import Plan
from planner.queries.history import visits
from planner.queries.history.visits import ReaderOfPlan, Reading
from planner.views.history import events
from planner.views.web import cache, clock, me, read_again
from planner.views.web.current import rights
from planner.views.web.layout import bar_shows, has_notices
from planner.words import language

_Made = Callable[[object, object], str]


@dataclass(frozen=True, slots=True)
class _Question:
    """What an address led to, how the reader stood to it, and what else the page was made of."""

    plan_id: int
    customer_id: int
    rights: tuple[frozenset[Standing], bool]
    reader: ReaderOfPlan
    asked: Hashable

    def __call__(self) -> tuple[Hashable, tuple[int, int]] | None:
        """What the page of now would be kept by, and what it would be told."""
        reading = visits.read_by(self.plan_id, self.customer_id, self.reader)
        if reading is None:
            return None
        g.plan_read = self, reading
        return self.key(reading), _told(reading)

    def key(self, reading: Reading) -> Hashable:
        """With what the page shows that can change without an event of the customer."""
        since = reading.since
        new = (since.comments, since.known, *sorted(since.changed.items()))
        shown = (new, reading.followed, reading.rating)
        return self, reading.state.without(frozenset()), shown


def reading_of(plan: Plan) -> Reading:
    """How this request reads the plan, asked for once."""
    question = _question(plan)
    known, reading = g.get("plan_read", (None, None))
    if known != question:
        reading = visits.read_by(plan.id, plan.customer_id, question.reader)
    assert reading is not None  # noqa: S101 - the view has found the plan
    return cast(Reading, reading)


def page(plan: Plan, reading: Reading, make: _Made) -> str:
    """What `make` returns for the position to listen from and that up to which all is read, or what
    it returned when everything was as it is now."""
    if has_notices():
        return make(*_told(reading))
    question = _question(plan)
    read_again.offer(question)
    return cache.html(question.key(reading), make, _told(reading))


def _question(plan: Plan) -> _Question:
    person = me()
    who = (person.id, person.name, person.team_id, bar_shows())
    asked = (request.script_root, request.path, language(), clock.today(), who)
    return _Question(plan.id, plan.customer_id, rights(), events.reader_of_plan(), asked)


def _told(reading: Reading) -> tuple[int, int]:
    return reading.position, max(reading.since.last_event or 0, reading.position)
