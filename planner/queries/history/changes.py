"""What happened of late, as the pages that are open are told of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, between, bindparam, case, or_, select

from planner.database import db, from_rows, rows
from planner.models import Commitment, Entry, Event, EventType, Person

MOST_CHANGES = 500
"""Who has missed more than this many changes fetches everything anew."""

PERIOD_CHANGED = "period.changed"
"""No type of an event: what is told of a change of another plan of the customer."""

# The rating and the answers to its symptoms are the members' own; others see it later.
ONLY_FOR_MEMBERS = frozenset(
    {
        EventType.RATING_CHANGED,
        EventType.SYMPTOM_ANSWER_CREATED,
        EventType.SYMPTOM_ANSWER_DELETED,
        EventType.SYMPTOM_ANSWER_UPDATED,
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """An event without its values: those are fetched by whoever may see them."""

    id: int
    type: str
    customer_id: int | None
    plan_id: int | None
    subject: str
    subject_id: int | None
    name: str
    actor_id: int | None
    actor: str | None
    goal_id: int | None = None
    conversation_id: int | None = None

    @property
    def noun(self) -> str:
        return self.type.split(".", 1)[0]

    @property
    def part_of(self) -> str | None:
        """The item that it is a part of, as pages name that: signatures are shown in their goal."""
        if self.goal_id is not None:
            return f"goal-{self.goal_id}"
        return None if self.conversation_id is None else f"conversation-{self.conversation_id}"

    @property
    def is_of_periods(self) -> bool:
        """Whether the other plans of the customer name this one's period and status otherwise."""
        return self.type in _OF_PERIODS

    def for_plan(self, plan_id: int) -> "Change":
        """What those on a plan are told of it: of another plan only that the periods have changed,
        since they may not be allowed to read that one."""
        if self.plan_id in (None, plan_id):
            return self
        return replace(
            self, type=PERIOD_CHANGED, subject_id=None, name="", actor_id=None, actor=None
        )

    def is_for(self, *, for_members: bool) -> bool:
        """Whether those who are, or are not, members of the plan are told of it."""
        return for_members or self.type not in ONLY_FOR_MEMBERS


_OF_PERIODS = [each.value for each in EventType if each.startswith("plan.")]


def _is_about(model: type[Commitment | Entry]) -> ColumnElement[bool]:
    return and_(Event.subject == model.__tablename__, Event.subject_id == model.id)


# Of a signature that is withdrawn by now only its events know the goal.
_GOAL = case(
    (Event.type == EventType.COMMITMENT_CREATED, Event.changes[("goal", 1, "id")].as_integer()),
    (Event.type == EventType.COMMITMENT_DELETED, Event.changes[("goal", 0, "id")].as_integer()),
    else_=Commitment.goal_id,
)
_CHANGE = (
    select(
        Event.id,
        Event.type,
        Event.customer_id,
        Event.plan_id,
        Event.subject,
        Event.subject_id,
        Event.subject_name.label("name"),
        Event.actor_id,
        Person.name.label("actor"),
        _GOAL.label("goal_id"),
        Entry.conversation_id,
    )
    .outerjoin(Person, Person.id == Event.actor_id)
    .outerjoin(Commitment, _is_about(Commitment))
    .outerjoin(Entry, _is_about(Entry))
    .order_by(Event.id)
)
_OF_PLAN = (
    _CHANGE.where(
        Event.customer_id == bindparam("customer_id"),
        or_(
            Event.plan_id == bindparam("plan_id"),
            Event.plan_id.is_(None),
            Event.type.in_(_OF_PERIODS),
        ),
        Event.id > bindparam("after"),
    )
).limit(bindparam("most"))


def changes_of_plan(
    plan_id: int, customer_id: int, after: int, *, for_members: bool
) -> list[Change] | None:
    """What happened on a plan, and to its customer, after a position; None if it is too much."""
    found = rows(
        _OF_PLAN, plan_id=plan_id, customer_id=customer_id, after=after, most=MOST_CHANGES + 1
    )
    if len(found) > MOST_CHANGES:
        return None
    changes = (change.for_plan(plan_id) for change in from_rows(Change, found))
    return [one for one in changes if one.is_for(for_members=for_members)]


def changes_since(high: int, gaps: Iterable[tuple[int, int]]) -> list[Change]:
    """What has come after `high`, and in the gaps: ranges of ids, with both ends.

    At most MOST at once, the oldest first; who gets as many asks again.
    """
    late = [between(Event.id, first, last) for first, last in gaps]
    statement = _CHANGE.where(or_(Event.id > high, *late)).limit(MOST_CHANGES)
    return from_rows(Change, db.session.connection().execute(statement))


def ids_after(position: int) -> Sequence[int]:
    """All ids beyond a position, in order."""
    return [identity for (identity,) in rows(_IDS, position=position)]


_IDS = select(Event.id).where(Event.id > bindparam("position")).order_by(Event.id)
