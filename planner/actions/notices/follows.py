"""Following a customer, a plan or an item, and no longer."""

from sqlalchemy import ColumnElement, and_, delete, exists, select, update

from planner.actions.editing import wait_for_oneself
from planner.actions.history.event_names import model_of
from planner.actions.history.row_json import identity_of, table_of
from planner.database import Base, db
from planner.models import Customer, Follow, Person


def follow(item: Base, *, by: Person) -> None:
    """Be told what becomes of it from now on; done twice it changes nothing."""
    _choose(item, by, stopped=False)


def stop(item: Base, *, by: Person) -> None:
    """Be told of it no more, also of a plan that one is on, or of one item of a followed plan."""
    _choose(item, by, stopped=True)


def _choose(item: Base, person: Person, *, stopped: bool) -> None:
    wait_for_oneself(person)
    subject, subject_id = item.__tablename__, identity_of(item)
    chosen = db.session.scalar(
        select(Follow).where(
            Follow.person_id == person.id,
            Follow.subject == subject,
            Follow.subject_id == subject_id,
        )
    )
    if chosen is None:
        chosen = Follow(person_id=person.id, subject=subject, subject_id=subject_id)
        db.session.add(chosen)
    chosen.stopped = stopped
    db.session.flush()


def pass_on_follows(duplicate: Customer, stays: Customer) -> None:
    """Whoever follows a customer that is merged into another one follows that one; what somebody
    has chosen for the one that stays holds."""
    chosen = select(Follow.person_id).where(_is_of(stays))
    theirs = update(Follow).where(_is_of(duplicate), Follow.person_id.not_in(chosen))
    db.session.execute(theirs.values(subject_id=stays.id), _BY_ITSELF)


def forget_what_is_gone() -> None:
    """Delete what is said about what is not there any more."""
    for subject in db.session.scalars(select(Follow.subject).distinct()).all():
        there = table_of(model_of(subject))
        gone = delete(Follow).where(
            Follow.subject == subject, ~exists().where(there.c.id == Follow.subject_id)
        )
        db.session.execute(gone, _BY_ITSELF)


def _is_of(customer: Customer) -> ColumnElement[bool]:
    return and_(Follow.subject == customer.__tablename__, Follow.subject_id == customer.id)


_BY_ITSELF = {"synchronize_session": False}
