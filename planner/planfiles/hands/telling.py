"""Tells those whom a plan file names that it was brought in, and asks anew who has signed."""

from collections.abc import Iterator

from sqlalchemy import select

from planner.actions.notices import notify
from planner.actions.people import standings
from planner.actions.plan import goals
from planner.database import db
from planner.models import Event, Goal, Person, Plan
from planner.models.kinds import NotificationKind, Role
from planner.planfiles.edits import Edit, Verb
from planner.planfiles.hands.rules import naming
from planner.planfiles.incoming.drafts import Draft
from planner.planfiles.items import FIELDS_SHAPE, GOALS, PEOPLE_SHAPE
from planner.planfiles.shapes import AMOUNT


def ask_signers_again(draft: Draft, by: Person) -> None:
    """Whoever moves a target does not move what others have signed, as on the page."""
    for edit in draft.items:
        if edit.shape is GOALS and edit.verb is Verb.UPDATED and "target" in edit.changes:
            old = edit.changes["target"][0]
            goal = db.session.get_one(Goal, edit.id)
            before = None if old is None else AMOUNT.keep(old)
            goals.ask_again(goal, by=by, old_target=before)


def _named_anew(edit: Edit) -> Iterator[str]:
    """Whom an item did not name before."""
    if edit.verb not in (Verb.CREATED, Verb.UPDATED):
        return
    for name in naming(edit.shape):
        if name in edit.changes:
            old, new = edit.changes[name]
            known = old if isinstance(old, list) else [old]
            yield from (
                key for key in (new if isinstance(new, list) else [new]) if key not in known
            )


def keep_standings(draft: Draft) -> None:
    """A person whom a file gives another role was something else until today."""
    for edit in draft.people:
        if edit.verb is Verb.UPDATED and {"role", "field", "unit"} & edit.changes.keys():
            said = dict(edit.values) | {name: old for name, (old, _new) in edit.changes.items()}
            field = (
                draft.directory.find(FIELDS_SHAPE.list, said["field"]).id if said["field"] else None
            )
            before = {"role": Role(said["role"]), "field_id": field, "unit": said["unit"]}
            standings.keep_values(edit.id or 0, before)


def tell_those_named(draft: Draft, by: Person | None) -> None:
    """One notification each, however often the file names somebody; `by` knows already."""
    named = {key for edit in draft.items if edit.place for key in _named_anew(edit)} - {None}
    ids = {draft.directory.find(PEOPLE_SHAPE.list, key).id for key in named}
    active = set(
        db.session.scalars(select(Person.id).where(Person.id.in_(ids - {None}), Person.is_active))
    )
    plan_id = draft.plan.id
    if not active or plan_id is None:
        return
    last = select(Event).where(Event.plan_id == plan_id).order_by(Event.id.desc()).limit(1)
    people = dict.fromkeys(active, NotificationKind.IN_YOUR_NAME)
    item = (Plan.__tablename__, plan_id)
    notify.tell(plan_id, people, by=by, event=db.session.scalar(last), item=item, also=active)
