"""What was decided before and after, in words."""

from typing import Any

from planner.administration.queries.settings import SettingChange, history
from planner.models.people.setting import (
    ADMINISTRATORS_SEE_PLANS,
    AGE_NAMES,
    AGES_VISIBLE_TO,
    DAYS_BEFORE_LEADS,
    LOGO,
    REVIEW_RHYTHMS,
    AgeNames,
    AgesVisibleTo,
    rhythm_of,
)
from planner.translation import gettext, lazy as _
from planner.views.history.changes_in_words import Told
from planner.views.maturity import threshold_words
from planner.words.kinds import word

_NAMES: dict[str, str] = {
    ADMINISTRATORS_SEE_PLANS: _("Who reads plans"),
    AGES_VISIBLE_TO: _("Who sees the age of a plan"),
    AGE_NAMES: _("What the ages are called"),
    DAYS_BEFORE_LEADS: _("Days that the members know first"),
    LOGO: _("Logo for customers"),
}


def told_history(*settings: str) -> list[tuple[SettingChange, Told]]:
    """The latest changes of these settings, each with its words, newest first."""
    return [(each, told_change(each.name, each.old, each.new)) for each in history(*settings)]


def told_change(name: str, old: Any, new: Any) -> Told:
    """One change of a setting or of a threshold."""
    if name in _NAMES:
        return Told(str(_NAMES[name]), _value(name, old), _value(name, new))
    if name.startswith(REVIEW_RHYTHMS):
        return _rhythm(name, old, new)
    number = threshold_words.by_name().get(name)
    if number is None:  # the rule is no longer there
        return Told(name, str(old), str(new))
    unit = f" {number.unit}" if number.unit else ""
    return Told(number.in_words, f"{old}{unit}", f"{new}{unit}")


def _rhythm(name: str, old: Any, new: Any) -> Told:
    segment = name.removeprefix(rhythm_of(""))
    of_segment = gettext("Weeks between reviews: %(segment)s", segment=segment)
    usual = gettext("Weeks between reviews, where a segment has no number of its own")
    none = gettext("as for the rest")
    before, after = (none if value is None else str(value) for value in (old, new))
    return Told(usual if name == REVIEW_RHYTHMS else of_segment, before, after)


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
    if name == LOGO and not value:
        return gettext("none")
    return str(value)
