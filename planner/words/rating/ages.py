"""The names of the ages, or of the stages, where an organisation prefers neutral ones."""

from flask_babel import gettext

from planner.models.people.setting import AgeNames
from planner.rating import Age
from planner.rating.ages import ORDER
from planner.translation import lazy as _

_NAMES: dict[Age, str] = {
    Age.DINOSAUR: _("Dinosaur age"),
    Age.NEANDERTHAL: _("Neanderthal age"),
    Age.STONE: _("Stone age"),
    Age.BRONZE: _("Bronze age"),
    Age.IRON: _("Iron age"),
    Age.MODERN: _("Modern age"),
    Age.FORMING: _("Forming"),
    Age.SOLO: _("Nobody is missing"),
    Age.UNRATED: _("Not rated"),
}
_ABOUT: dict[Age, str] = {
    Age.DINOSAUR: _("One side keeps the customer alone."),
    Age.NEANDERTHAL: _("What happens at the customer is not written down where both sides see it."),
    Age.STONE: _("Both sides are on the plan and have nothing to do with each other yet."),
    Age.BRONZE: _("One side has opened up; the other has not come along to the customer yet."),
    Age.IRON: _("Both sides go to the customer together; goals or steering do not match yet."),
    Age.MODERN: _("Both sides share goals, talk in the open and answer for the success together."),
    Age.FORMING: _("Too little has happened yet to say."),
    Age.SOLO: _("No potential asks for a specialist here, so the plan is not rated."),
    Age.UNRATED: _("Only plans that have begun and are not closed are rated."),
}


def age_name(age: str, names: AgeNames = AgeNames.AGES) -> str:
    """What an age is called here; what is no age has the same name in both manners."""
    known = Age(age)
    if names is AgeNames.STAGES and known in ORDER:
        return gettext("Stage %(number)d", number=ORDER.index(known) + 1)
    return str(_NAMES[known])


def age_about(age: str) -> str:
    """One sentence on what an age means; it names none, so it serves stages as well."""
    return str(_ABOUT[Age(age)])
