"""What was decided before and after, in words."""

from typing import Any

from flask_babel import gettext

from planner.models.setting import (
    ADMINISTRATORS_SEE_PLANS,
    AGE_NAMES,
    AGES_VISIBLE_TO,
    DAYS_BEFORE_LEADS,
    AgeNames,
    AgesVisibleTo,
)
from planner.queries.settings import SettingChange, history
from planner.translation import lazy as _
from planner.views import threshold_words
from planner.views.telling import Told
from planner.words import word

_NAMES: dict[str, str] = {
    ADMINISTRATORS_SEE_PLANS: _("Who reads plans"),
    AGES_VISIBLE_TO: _("Who sees the age of a plan"),
    AGE_NAMES: _("What the ages are called"),
    DAYS_BEFORE_LEADS: _("Days that the members know first"),
}


def told_history(*settings: str) -> list[tuple[SettingChange, Told]]:
    """The latest changes of these settings, each with its words, newest first."""
    return [(change, _told(change)) for change in history(*settings)]


def _told(change: SettingChange) -> Told:
    """One change of a setting or of a threshold."""
    if change.name in _NAMES:
        old, new = (_value(change.name, value) for value in (change.old, change.new))
        return Told(str(_NAMES[change.name]), old, new)
    number = threshold_words.by_name().get(change.name)
    if number is None:  # the rule is no longer there
        return Told(change.name, str(change.old), str(change.new))
    unit = f" {number.unit}" if number.unit else ""
    return Told(number.in_words, f"{change.old}{unit}", f"{change.new}{unit}")


def _value(name: str, value: Any) -> str:
    if name == AGES_VISIBLE_TO:
        return word(AgesVisibleTo(value))
    if name == AGE_NAMES:
        return word(AgeNames(value))
    if name == ADMINISTRATORS_SEE_PLANS:
        return (
            gettext("Administrators may read every plan.")
            if value == "yes"
            else gettext("Administrators read plans only as members or leads.")
        )
    return str(value)
