"""What somebody was told: only of plans that the person still stands on."""

import datetime
import enum
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from planner.database import from_row, from_rows, rows
from planner.models import Customer, Event, Notification, Person, Plan
from planner.models.kinds import OF_INTRODUCTIONS, OF_LEADS, OF_RATINGS, NotificationKind
from planner.queries.notices.notification_readers import is_read_now_by, may_be_read

_MOST_SHOWN = 200
MOST_COUNTED = 100
"""Of what is unseen; each takes a look at who may still read it, on every page."""


@dataclass(frozen=True, slots=True)
class NotificationRow:
    id: int
    plan_id: int | None
    customer: str
    """Of the plan; nothing where it belongs to none."""
    kind: NotificationKind
    code: str | None
    on: datetime.date
    seen: bool
    subject: str | None
    subject_id: int | None
    happened: str | None
    comment_id: int | None
    """The id of what the event is about: of a comment its own."""
    name: str
    by: str | None


class Beside(enum.StrEnum):
    """What is told beside all plans."""

    LEADS = "leads"
    INTRODUCTIONS = "introductions"
    IMPORTS = "imports"

    @property
    def kinds(self) -> tuple[NotificationKind, ...]:
        return _KINDS_BESIDE[self]


_KINDS_BESIDE = {
    Beside.LEADS: OF_LEADS,
    Beside.INTRODUCTIONS: OF_INTRODUCTIONS,
    Beside.IMPORTS: (NotificationKind.IMPORT_ENDED,),
}


def beside_named(name: str | None) -> Beside | None:
    return Beside(name) if name in set(Beside) else None


def beside(kind: NotificationKind) -> Beside:
    return next(where for where in Beside if kind in where.kinds)


@dataclass(frozen=True, slots=True)
class News:
    """What was told of one plan on one day, or of one kind of thing beside all plans."""

    plan_id: int | None
    customer: str
    on: datetime.date
    rows: tuple[NotificationRow, ...]

    @property
    def is_of_rating(self) -> bool:
        return any(row.kind in OF_RATINGS for row in self.rows)

    @property
    def is_of_desk(self) -> bool:
        """Whether it is all for somebody who need not read the plan."""
        return all(row.kind is NotificationKind.EXECUTIVE_ASKED for row in self.rows)

    @property
    def is_of_value(self) -> bool:
        return all(row.kind is NotificationKind.VALUE_ASKED for row in self.rows)

    @property
    def beside(self) -> Beside | None:
        return None if self.plan_id is not None else beside(self.rows[0].kind)

    @property
    def is_unseen(self) -> bool:
        return any(not row.seen for row in self.rows)


def number_unseen(person_id: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """How much somebody has not seen yet, but no more than is counted, as a part of another
    statement that is kept by the table of who may do what."""
    found = (
        select(Notification.id)
        .where(
            Notification.person_id == person_id,
            ~Notification.seen,
            Notification.shown,
            may_be_read(is_read_now_by),
        )
        .limit(literal_column(str(MOST_COUNTED)))
        .correlate(person_id.parent.selectable)
        .subquery()
    )
    return select(func.count()).select_from(found).scalar_subquery()


_actor = aliased(Person)
_COLUMNS = (
    select(
        Notification.id,
        Notification.plan_id,
        func.coalesce(Customer.name, "").label("customer"),
        Notification.kind,
        Notification.code,
        Notification.on,
        Notification.seen,
        Notification.subject,
        Notification.subject_id,
        Event.type.label("happened"),
        Event.subject_id.label("comment_id"),
        func.coalesce(Event.subject_name, "").label("name"),
        _actor.name.label("by"),
    )
    .outerjoin(Plan, Plan.id == Notification.plan_id)
    .outerjoin(Customer, Customer.id == Plan.customer_id)
    .outerjoin(Event, Event.id == Notification.event_id)
    .outerjoin(_actor, _actor.id == Event.actor_id)
    .where(may_be_read())
    .order_by(
        Notification.on.desc(), Notification.plan_id, Notification.kind.desc(), Notification.id
    )
)
_OF_PERSON = _COLUMNS.where(
    Notification.person_id == bindparam("person_id"), Notification.shown
).limit(_MOST_SHOWN)
_ONE = _COLUMNS.where(
    Notification.person_id == bindparam("person_id"), Notification.id == bindparam("id")
)
_UNSEEN = _COLUMNS.where(Notification.id.in_(bindparam("ids", expanding=True)), ~Notification.seen)


def unseen(ids: Collection[int]) -> list[NotificationRow]:
    """Those of these that their person may still read and has not seen yet."""
    return from_rows(NotificationRow, rows(_UNSEEN, ids=sorted(ids)))


def one_of(person: Person, identity: int) -> NotificationRow | None:
    """What a person was told and may still read."""
    found = rows(_ONE, person_id=person.id, id=identity)
    return from_row(NotificationRow, found[0]) if found else None


def news_of_person(person: Person) -> list[News]:
    """The newest first, by day and plan; one statement."""
    found = from_rows(NotificationRow, rows(_OF_PERSON, person_id=person.id))
    return list(_by_plan(found))


def _by_plan(found: Iterable[NotificationRow]) -> Iterator[News]:
    for (on, plan_id, _beside), group in groupby(found, key=_together):
        together = tuple(group)
        yield News(plan_id, together[0].customer, on, together)


def _together(row: NotificationRow) -> tuple[datetime.date, int | None, Beside | None]:
    return row.on, row.plan_id, beside(row.kind) if row.plan_id is None else None
