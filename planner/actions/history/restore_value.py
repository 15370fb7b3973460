"""An earlier value comes back, by the ordinary action that a form would take."""

from collections.abc import Sequence
from typing import Any

from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.actions.history import event_names, item_lists, undo_event
from planner.actions.history.row_json import table_of
from planner.actions.plan import activities, assignments, ideas, members
from planner.database import Base, db
from planner.models import Activity, Contact, Entry, Event, Idea, Person
from planner.models.kinds import ActivityStatus, IdeaStatus
from planner.nouns import OF_TABLE


def restore_value(event: Event, field: str, value: Any, *, by: Person) -> None:
    """Let the item say `value` again in the field, both as the event tells them.

    Raise Refused for what cannot be as it was any more.
    """
    if field not in OF_TABLE[event.subject].restorable:
        raise Refused("This cannot be set back from the history.")
    item = undo_event.find(event)
    if isinstance(item, Activity) and field == "assignee":
        _assign(item, value, by=by)
    elif isinstance(item, Activity) and field == "status":
        _let_stand(item, ActivityStatus(value), by=by)
    elif isinstance(item, Idea) and field == "status":
        _decide(item, IdeaStatus(value), by=by)
    elif item_lists.named(table_of(item), field) is not None:
        _relist(item, field, value or [], by=by)
    else:
        _set(item, field, value, by=by)


def _set(item: Base, field: str, value: Any, *, by: Person) -> None:
    column = event_names.column_of(table_of(item), field)
    if column is None or (value is None and not column.nullable):
        raise Refused("This cannot be set back from the history.")
    values = {column.key: undo_event.kept(column, value)}
    if item.__tablename__ == "deals" and field == "status":
        values["decided_on"] = None
    also: dict[str, Any] = {}
    if isinstance(item, Entry):
        also = {"participants": item.participants, "contacts": item.contacts}
    _update(item, values, by=by, **also)


def _relist(item: Base, field: str, said: Sequence[Any], *, by: Person) -> None:
    """Who took part before takes part again, but for those who are gone."""
    model = Contact if isinstance(item, Entry) and field == "contacts" else Person
    ids = [event_names.found(model, value) for value in said]
    people = [db.session.get_one(model, identity) for identity in ids if identity is not None]
    also: dict[str, Any] = {field: people}
    if isinstance(item, Entry):
        also = {"participants": item.participants, "contacts": item.contacts} | also
    _update(item, {}, by=by, **also)


def _update(item: Base, values: Values, *, by: Person, **also: Any) -> None:
    update = OF_TABLE[item.__tablename__].update
    if update is not None:
        update(item, values, by=by, **also)


def _assign(activity: Activity, said: Any, *, by: Person) -> None:
    if said is None:
        assignments.release(activity, by=by)
        return
    identity = event_names.found(Person, said)
    person = db.session.get_one(Person, identity) if identity is not None else None
    if person is None or members.still_there(activity.plan, person) is None:
        name = said["name"] if isinstance(said, dict) else said
        raise Refused("%(name)s is not on this plan any more.", name=name)
    assignments.hand_to(activity, person, by=by)


def _let_stand(activity: Activity, status: ActivityStatus, *, by: Person) -> None:
    if status is ActivityStatus.DONE:
        activities.finish(activity, by=by)
    elif status is ActivityStatus.CANCELLED:
        activities.cancel(activity, by=by)
    elif activity.is_unfinished:
        raise Refused("This follows from who has the activity. Set that back.")
    else:
        activities.reopen(activity, by=by)


def _decide(idea: Idea, status: IdeaStatus, *, by: Person) -> None:
    if status is IdeaStatus.ADOPTED:
        ideas.adopt(idea, by=by)
    elif status is IdeaStatus.REJECTED:
        ideas.reject(idea, by=by)
    elif idea.is_decided:
        ideas.reconsider(idea, by=by, status=status)
    else:
        ideas.update(idea, {"status": status}, by=by)
