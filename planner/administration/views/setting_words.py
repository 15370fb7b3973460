"""What was decided before and after, in words."""

from planner.administration.queries.settings import SettingChange, history
from planner.models.people import setting
from planner.views.history.changes_in_words import Told
from planner.words import gettext, lazy as _, thresholds, word

_NAMES: dict[str, str] = {
    setting.ADMINISTRATORS_SEE_PLANS: _("Who reads plans"),
    setting.REACH_SHOWN: _("Whether reach is compared"),
    setting.AGES_VISIBLE_TO: _("Who sees the age of a plan"),
    setting.AGE_NAMES: _("What the ages are called"),
    setting.DAYS_BEFORE_LEADS: _("Days that the members know first"),
    setting.FIRST_STEPS_LEFT: _("First steps left for later"),
    setting.LOGO: _("Logo for customers"),
    # The parts of the public form.
    "is_open": _("The form is open to everybody"),
    "button": _("Colour of the button"),
    "background": _("Colour of the background"),
    "sites": _("Sites that show the form"),
    "receiver_id": _("Number of the person who gets what no rule is about"),
    "consent_de": _("Consent, in German"),
    "consent_en": _("Consent, in English"),
    "consent_version": _("Number of the wording"),
}
_STEPS: dict[str, str] = {
    "fields": _("Fields"),
    "teams": _("Teams"),
    "people": _("People"),
    "customers": _("Customers"),
    "plan": _("The first plan"),
}


def told_history(*settings: str) -> list[tuple[SettingChange, Told]]:
    """The latest changes of these settings, each with its words, newest first."""
    return [(each, told_change(each.name, each.old, each.new)) for each in history(*settings)]


def told_change(name: str, old: object, new: object) -> Told:
    """One change of a setting or of a threshold."""
    if name in _NAMES:
        return Told(str(_NAMES[name]), _value(name, old), _value(name, new))
    if name.startswith(setting.REVIEW_RHYTHMS):
        return _rhythm(name, old, new)
    number = thresholds.by_name().get(name)
    if number is None:  # the rule is no longer there
        return Told(name, str(old), str(new))
    before, after = (number.amount(int(str(value))) for value in (old, new))
    return Told(number.in_words, before, after)


def _rhythm(name: str, old: object, new: object) -> Told:
    segment = name.removeprefix(setting.rhythm_of(""))
    of_segment = gettext("Weeks between reviews: %(segment)s", segment=segment)
    usual = gettext("Weeks between reviews, where a segment has no number of its own")
    none = gettext("as for the rest")
    before, after = (none if value is None else str(value) for value in (old, new))
    return Told(usual if name == setting.REVIEW_RHYTHMS else of_segment, before, after)


def _value(name: str, value: object) -> str:
    if name == setting.AGES_VISIBLE_TO:
        return word(setting.AgesVisibleTo(str(value)))
    if name == setting.AGE_NAMES:
        return word(setting.AgeNames(str(value)))
    if name == setting.ADMINISTRATORS_SEE_PLANS:
        return (
            gettext("Administrators may read every plan.")
            if value == "yes"
            else gettext("Administrators read plans only as members or leads.")
        )
    if name == setting.FIRST_STEPS_LEFT and value:
        return ", ".join(str(_STEPS.get(step, step)) for step in str(value).split())
    if name in (setting.LOGO, setting.FIRST_STEPS_LEFT) and not value:
        return gettext("none")
    return str(value)
