"""Content kits, the addresses that people share them by, and visits there."""

import secrets

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from planner import clock
from planner.actions.editing import Values, assign, wait_for_oneself
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import ContentKit, KitShare, KitVisit, Person


def create(values: Values, *, by: Person) -> ContentKit:
    """Add a kit; raise Refused when another has its name."""
    _refuse_taken_name(values["name"], None)
    kit = ContentKit()
    assign(kit, values)
    db.session.add(kit)
    events.record("created", kit, by=by, changes=_changes(kit))
    return kit


def update(kit: ContentKit, values: Values, *, by: Person) -> None:
    """Change a kit, also for those who have its address already."""
    _refuse_taken_name(values["name"], kit)
    assign(kit, values)
    changes = _changes(kit)
    if changes:
        events.record("updated", kit, by=by, changes=changes)


def _changes(kit: ContentKit) -> events.Changes:
    """Without the picture, of which the history keeps no copy."""
    return {name: pair for name, pair in events.changes_of(kit).items() if name != "picture"}


def share(kit: ContentKit, *, by: Person) -> KitShare:
    """The address of one's own; asked for again it is the same."""
    if not kit.is_shared:
        raise Refused("This kit is no longer shared.")
    wait_for_oneself(by)
    mine = select(KitShare).where(KitShare.content_kit_id == kit.id, KitShare.person_id == by.id)
    found = db.session.scalar(mine)
    if found is None:
        code = secrets.token_urlsafe(12)
        found = KitShare(code=code, content_kit_id=kit.id, person_id=by.id)
        db.session.add(found)
        db.session.flush()
    return found


def count_visit(code: str) -> None:
    """One more today, in one statement, however many come at once."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    one_more = insert(KitVisit).values(code=code, on=clock.today(), count=1)
    db.session.execute(
        one_more.on_conflict_do_update(
            index_elements=[KitVisit.code, KitVisit.on], set_={"count": KitVisit.count + 1}
        )
    )


def _refuse_taken_name(name: str, but: ContentKit | None) -> None:
    other = db.session.scalar(select(ContentKit).where(ContentKit.name == name))
    if other is not None and other is not but:
        raise Refused("There is a kit of this name already.", field="name")
