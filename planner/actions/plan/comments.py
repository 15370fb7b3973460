"""Comments on the items of a plan."""

from typing import Any, cast

from sqlalchemy import delete as delete_rows, select

from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.history.row_json import identity_of
from planner.actions.plan.mentions import Mentionable, unknown_in
from planner.database import Base, db
from planner.models import Comment, Event, Notification, Person, Plan
from planner.queries.plan import readers


def create(item: Base, text: str, *, by: Person, plan: Plan | None = None) -> Comment:
    """Say something to an item of a plan, or to the plan; tell those who are named, and those who
    take care of it or have commented on it before.

    Of what belongs to the customer, `plan` is the one in which it is said.
    """
    comment = Comment(
        plan=plan or cast(Any, item).plan,
        subject=item.__tablename__,
        subject_id=identity_of(item),
        by=by,
        by_id=by.id,
        text=text,
    )
    db.session.add(comment)
    events.record("created", comment, by=by)
    return comment


def update(comment: Comment, text: str, *, by: Person) -> None:
    """Change what one has said oneself; only who was not named before is told."""
    _refuse_others(comment, by)
    comment.text = text
    events.record("updated", comment, by=by)


def delete(comment: Comment, *, by: Person) -> None:
    """Take back what one has said oneself."""
    _refuse_others(comment, by)
    _remove(comment, by=by)


def delete_all_of(item: Base, *, by: Person) -> None:
    """What was said to an item goes with it; each comment leaves its event."""
    found = select(Comment).where(
        Comment.subject == item.__tablename__, Comment.subject_id == identity_of(item)
    )
    for comment in db.session.scalars(found).all():
        _remove(comment, by=by)


def unknown_names(comment: Comment) -> list[str]:
    """Names in a comment of nobody who could be told."""
    return unknown_in(comment.text, _known(comment))


def _remove(comment: Comment, *, by: Person) -> None:
    """Whoever was told of the comment has nothing to look at any more."""
    told = select(Event.id).where(
        Event.subject == Comment.__tablename__, Event.subject_id == comment.id
    )
    db.session.execute(delete_rows(Notification).where(Notification.event_id.in_(told)))
    events.record("deleted", comment, by=by)
    db.session.delete(comment)
    db.session.flush()


def _refuse_others(comment: Comment, by: Person) -> None:
    if comment.by_id != by.id:
        raise Refused("Only %(name)s changes this comment.", name=comment.by.name)


def _known(comment: Comment) -> list[Mentionable]:
    found = readers.of(comment.plan.id, comment.subject, comment.subject_id)
    return [Mentionable(reader.id, reader.name) for reader in found]
