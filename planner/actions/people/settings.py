"""What the organisation decides for itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select

from planner.access import decided
from planner.actions.history import events
from planner.actions.history.events import Changes
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import db
from planner.models import Event, Person, Setting
from planner.models.people.setting import REVIEW_RHYTHMS, THRESHOLDS, rhythm_of
from planner.queries.maturity import organisation
from planner.rating import Thresholds


def change(name: str, value: str, *, by: Person, before: str | None = None) -> None:
    """Set a setting; who changed it from what to what stays on record.

    `before` is what held without anybody having decided it.
    """
    setting = db.session.get(Setting, name)
    old = setting.value if setting else before
    if old == value:
        return
    put(name, value, {name: [old, value]}, by=by)


def change_thresholds(
    numbers: Thresholds, after_signature: SignatureThresholds | None = None, *, by: Person
) -> Event | None:
    """Let the rules use these numbers; the event says of each changed one what it was.

    Without those of the rules after the signature, these stay as they are.
    """
    so_far = organisation.signature_thresholds()
    after_signature = after_signature or so_far
    before = asdict(organisation.thresholds()) | asdict(so_far)
    after = asdict(numbers) | asdict(after_signature)
    changes: Changes = {
        name: [before[name], after[name]] for name in after if before[name] != after[name]
    }
    if not changes:
        return None
    value = json.dumps(organisation.differing(numbers, after_signature), separators=(",", ":"))
    return put(THRESHOLDS, value, changes, by=by)


def change_rhythms(usual: int, by_segment: Mapping[str, int], *, by: Person) -> Event | None:
    """Let reviews be due after so many weeks; the event says of each changed number what it was."""
    before = organisation.rhythms()
    changes: Changes = {}
    if before.usual != usual:
        changes[REVIEW_RHYTHMS] = [before.usual, usual]
    for segment in {**before.by_segment, **by_segment}:
        old, new = before.by_segment.get(segment), by_segment.get(segment)
        if old != new:
            changes[rhythm_of(segment)] = [old, new]
    kept = organisation.rhythms_as_text(usual, by_segment)
    return put(REVIEW_RHYTHMS, kept, changes, by=by) if changes else None


def lock_all() -> None:
    """Wait for others who decide something, until the commit."""
    db.session.scalars(select(Setting).with_for_update()).all()


def kept(*names: str) -> Setting | None:
    """The first of these settings that somebody has decided."""
    return next((found for name in names if (found := db.session.get(Setting, name))), None)


def put(name: str, value: str, changes: Changes, *, by: Person) -> Event | None:
    """Keep a setting that says several things; the event says which of them have changed."""
    setting = db.session.get(Setting, name)
    if setting is None:
        setting = Setting(name=name)
        db.session.add(setting)
    setting.value = value
    decided.forget()
    return events.record("changed", setting, by=by, changes=changes)
