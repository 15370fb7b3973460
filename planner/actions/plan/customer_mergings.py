"""Merging a customer that is there twice into the one that stays."""

from sqlalchemy import select

from planner.actions import keys
from planner.actions.editing import assign, free_key, remove
from planner.actions.errors import Refused
from planner.actions.history import acts, events, wholes
from planner.actions.history.consequences import links_to
from planner.actions.history.event_names import reference
from planner.actions.history.moving import take_history_along
from planner.actions.notices import follows
from planner.actions.notices.notify import tell
from planner.actions.plan import members
from planner.database import Base, db
from planner.models import Contact, Contract, Customer, Event, MergedCustomer, Person, Plan
from planner.models.kinds import NotificationKind, Via
from planner.queries.plan.customer_mergings import Meeting, meeting, plans_of

_FOREIGN = ("foreign_system", "foreign_key", "foreign_url")


def merge(duplicate: Customer, stays: Customer, *, by: Person) -> None:
    """Move all that hangs on a customer to another one, and delete it; one act, which the history
    takes back as a whole.

    Raise Refused where open plans cross, or the amounts are in different currencies.
    """
    refuse_what_cannot_meet(duplicate, stays)
    met = meeting(duplicate, stays)
    called = {name: getattr(duplicate, name) for name in ("key", "name", *_FOREIGN)}
    with acts.as_a_whole():
        _move_parts(duplicate, stays, met, by=by)
        for potential, _other in met.potentials:
            remove(potential, by=by)
        _let_owner_join(stays, by=by)
    follows.pass_on_follows(duplicate, stays)
    wholes.remove(duplicate, by=by)
    with acts.as_a_whole():
        event = _keep_names(called, stays, by=by)
    _tell_members(stays, event, by=by)


def refuse_what_cannot_meet(duplicate: Customer, stays: Customer) -> None:
    """Raise Refused, with what to do first."""
    for plan, other in meeting(duplicate, stays).crossing:
        raise Refused(
            "The plan from %(start)s to %(end)s overlaps the one from %(other_start)s to"
            " %(other_end)s. Close one of them, or give it another period; then merge.",
            start=plan.starts_on,
            end=plan.ends_on,
            other_start=other.starts_on,
            other_end=other.ends_on,
        )
    if duplicate.currency != stays.currency:
        raise Refused(
            "The amounts are in %(one)s and %(other)s. Let both customers have the same currency;"
            " then merge.",
            one=duplicate.currency,
            other=stays.currency,
        )


def _move_parts(duplicate: Customer, stays: Customer, met: Meeting, *, by: Person) -> None:
    passes = [reference(Customer, duplicate.id), reference(Customer, stays.id)]
    for link in links_to(Customer.__tablename__):
        for part in link.items_of(duplicate):
            _fit(part, stays, met)
            setattr(part, link.column.key, stays.id)
            changes = {"customer": passes, **events.changes_of(part)}
            events.record("updated", part, by=by, changes=changes)
            take_history_along(part)
    # What was loaded before still has the parts where they were, and would delete them there.
    db.session.expire_all()


def _fit(part: Base, stays: Customer, met: Meeting) -> None:
    """Give a part what it needs to stand beside those that are there."""
    if isinstance(part, Plan):
        part.starts_on = met.later.get(part.id, part.starts_on)
    elif isinstance(part, Contact | Contract):
        model = type(part)
        same = select(model.id).where(model.customer_id == stays.id, model.key == part.key)
        if db.session.scalar(same) is not None:
            stem = part.__tablename__.removesuffix("s")
            part.key = free_key(model.customer_id, stays.id, stem)


def _let_owner_join(stays: Customer, *, by: Person) -> None:
    """Whoever was on a moved plan stays on it; who answers for the customer from now on joins."""
    owner = stays.owner
    if owner is None or not owner.is_active:
        return
    for plan in plans_of(stays):
        if plan.is_open and members.still_there(plan, owner) is None:
            members.join(plan, owner, via=Via.OWNER, by=by)


def _tell_members(stays: Customer, event: Event | None, *, by: Person) -> None:
    """Everybody who works on a plan of either, once."""
    told: set[int] = set()
    for plan in reversed(plans_of(stays)):
        here = {member.person_id for member in plan.members if member.left_on is None} - told
        people = dict.fromkeys(here, NotificationKind.CUSTOMER_MERGED)
        tell(plan.id, people, by=by, event=event, item=(Plan.__tablename__, plan.id))
        told |= here


def _keep_names(called: dict[str, str | None], stays: Customer, *, by: Person) -> Event | None:
    """Let the one that stays be found by the address and the foreign key of the other as well; the
    event that says so."""
    foreign = {name: called[name] for name in _FOREIGN}
    if stays.foreign_key is None and foreign["foreign_key"] is not None:
        assign(stays, foreign)
        events.record("updated", stays, by=by)
        foreign = {}
    merged = MergedCustomer(customer_id=stays.id, name=called["name"], **foreign)
    merged.key = _key_for(str(called["key"]))
    db.session.add(merged)
    return events.record("created", merged, by=by)


def _key_for(key: str) -> str:
    """The key itself; another one where a plan file brought it in anew after an earlier merging."""
    same = select(MergedCustomer.id).where(MergedCustomer.key == key)
    return key if db.session.scalar(same) is None else keys.free(Customer, key)
