"""What creating, changing and deleting have in common, whatever the noun."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Executable, bindparam, func, inspect, select
from sqlalchemy.orm import InstrumentedAttribute

from planner.actions.errors import Vanished
from planner.actions.history import consequences, events
from planner.actions.history.event_names import noun_of
from planner.actions.history.events import Changes
from planner.actions.plan import comments
from planner.database import Base, db, named, rows
from planner.models import EventType, Person, Plan
from planner.models.mixins import PlanItem

Values = Mapping[str, Any]
_Item = TypeVar("_Item", bound=PlanItem)


def assign(subject: Base | PlanItem, values: Values) -> None:
    """Set the attributes of `subject`; what did not change is left exactly as it was stored.

    The caller has its event recorded, or its changes told, before anything is read: what is read
    flushes, and of what is flushed the changes cannot be told any more.
    """
    with db.session.no_autoflush:  # to look at a relationship may load it
        for name, value in values.items():
            if not hasattr(type(subject), name):
                raise AttributeError(f"{type(subject).__name__} has no {name}")
            if not _same(getattr(subject, name), value):
                setattr(subject, name, value)


def added(model: type[_Item], plan: Plan, values: Values) -> _Item:
    """A new item at the end of its list in the plan, with a key of its own, not yet flushed."""
    stem = noun_of(model.__tablename__).replace("_", "-")
    key = free_key(model.plan_id, plan.id, stem)
    position = next_position(model.plan_id, plan.id)
    item = model()
    item.plan, item.key, item.position = plan, key, position
    assign(item, values)
    db.session.add(item)
    return item


def remove(item: Base, *, by: Person) -> None:
    """Delete `item`; events keep all that it held, and all that goes or changes with it."""
    comments.delete_all_of(item, by=by)
    changed = consequences.record(item, by=by)
    events.record("deleted", item, by=by)
    db.session.delete(item)
    db.session.flush()
    for other in changed:
        db.session.expire(other)


def keep_lost(item: Base, changes: Changes, *, by: Person) -> None:
    """Write down what `by` typed and gave up where two people changed the same.

    `changes` are `{field: [what lost, what holds]}`.
    """
    if changes:
        events.record(EventType.CONFLICT_RESOLVED, item, by=by, changes=changes)


def _same(old: Any, new: Any) -> bool:
    """Browsers send line ends in a form of their own; that alone is no change."""
    if isinstance(old, str) and isinstance(new, str):
        return old.replace("\r\n", "\n") == new.replace("\r\n", "\n")
    return bool(old == new) and type(old) is type(new)


def lock_plan(plan: Plan) -> None:
    """Wait for others who are changing who is on the plan or what holds of it as a whole.

    Whoever also locks something in the plan does so after this, so that nobody waits in a circle.
    What only refers to the plan (FOR KEY SHARE, as every new event does) need not wait.
    """
    _wait_for(_PLAN, plan_id=plan.id)


_PLAN = named(
    select(Plan.id).where(Plan.id == bindparam("plan_id")).with_for_update(key_share=True)
)


def _wait_for(statement: Executable, **values: object) -> None:
    """Hold the rows of a statement that locks them; in SQLite whoever will write is alone from the
    beginning of the transaction."""
    if db.session.get_bind().dialect.name == "postgresql":
        rows(statement, **values)


def lock(item: Base) -> None:
    """Look at `item` as it is now, and keep others from changing it until the commit.

    Raises Vanished when somebody has deleted it since it was found.
    """
    plan = _plan_of(item)
    if plan is not None:
        lock_plan(plan)
    key = inspect(item).mapper.primary_key[0]
    identity = (inspect(item).identity or (0,))[0]
    # Apart from reading it: what is joined to it may be missing, and cannot be locked then.
    held = select(key).where(key == identity).with_for_update(key_share=True)
    if db.session.execute(held).first() is None:
        raise Vanished(item.__tablename__, identity)
    db.session.refresh(item)


def wait_for_oneself(person: Person) -> None:
    """Of two windows of the same person one waits for the other."""
    held = select(Person.id).where(Person.id == person.id)
    _wait_for(held.with_for_update(key_share=True))


def _plan_of(item: Base) -> Plan | None:
    plan = getattr(item, "plan", None)
    return plan if isinstance(plan, Plan) else None


def next_position(list_of: InstrumentedAttribute[int], parent_id: int) -> int:
    """The place after the last item; `list_of` is the column that names the parent."""
    _wait_for_others_in(list_of, parent_id)
    position = list_of.class_.position
    last: int | None = db.session.scalar(select(func.max(position)).where(list_of == parent_id))
    return 0 if last is None else last + 1


def _wait_for_others_in(list_of: InstrumentedAttribute[int], parent_id: int) -> None:
    """Look only after others who add to the same list have committed, and let nobody look before
    that is done here; SQLite has one writer at a time anyway."""
    (leads_to,) = list_of.property.columns[0].foreign_keys
    parent = leads_to.column
    of_it = select(parent).where(parent == parent_id)
    _wait_for(of_it.with_for_update(key_share=True))


def free_key(list_of: InstrumentedAttribute[int], parent_id: int, stem: str) -> str:
    """A key such as `goal-7` that no sibling has, nor gets before the commit."""
    _wait_for_others_in(list_of, parent_id)
    key = list_of.class_.key
    statement = select(key).where(list_of == parent_id, key.startswith(f"{stem}-"))
    taken = set(db.session.scalars(statement))
    number = len(taken) + 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
