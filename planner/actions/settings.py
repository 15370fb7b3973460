"""What the organisation decides for itself."""

from planner.actions import events
from planner.database import db
from planner.models import EventType, Person, Setting


def change(name: str, value: str, *, by: Person) -> None:
    """Set a setting; who changed it from what to what stays on record."""
    setting = db.session.get(Setting, name)
    old = setting.value if setting else None
    if old == value:
        return
    if setting is None:
        setting = Setting(name=name)
        db.session.add(setting)
    setting.value = value
    events.record(EventType.SETTING_CHANGED, setting, by=by, changes={name: [old, value]})
