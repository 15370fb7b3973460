"""Whether something has happened since, for pages that show more than one plan."""

from collections.abc import Collection

from sqlalchemy import and_, bindparam, case, func, select

from planner.database import rows
from planner.models import Event, Notification, Person
from planner.queries.notices.notification_readers import may_be_read

_HAPPENED = (
    select(Event.id)
    .where(Event.id > bindparam("after"), Event.type.in_(bindparam("types", expanding=True)))
    .limit(1)
)


def any_of(types: Collection[str], after: int) -> bool:
    """Whether anything of these types has happened anywhere after a position in the events."""
    return bool(rows(_HAPPENED, after=after, types=list(types)))


_unseen = func.sum(case((and_(~Notification.seen, Notification.shown), 1), else_=0))
_TOLD = select(func.count(), func.max(Notification.id), _unseen).where(
    Notification.person_id == bindparam("person_id"), Notification.shown, may_be_read()
)


def news_mark(person: Person) -> str:
    """What is different when somebody was told something, has seen it, or may not read it now."""
    return "-".join(str(each or 0) for each in rows(_TOLD, person_id=person.id)[0])
