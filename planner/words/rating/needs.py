"""What an age needs, in words: while it is there, and while it is missing."""

from planner.rating.gates import (
    GENERALIST_ACTIVITY,
    JOINT_CONTACT,
    SHARED_GOAL,
    SPECIALIST_ACTIVITY,
)
from planner.translation import lazy as _

WORDS_OF_NEEDS: dict[str, tuple[str, str]] = {
    JOINT_CONTACT: (
        _("Both sides have met the customer together."),
        _("Both sides have not met the customer together yet."),
    ),
    SHARED_GOAL: (
        _("There is a goal that both sides have signed."),
        _("There is no goal yet that both sides have signed."),
    ),
    GENERALIST_ACTIVITY: (
        _("The generalist side has an activity."),
        _("The generalist side has no activity."),
    ),
    SPECIALIST_ACTIVITY: (
        _("The specialist side has an activity."),
        _("The specialist side has no activity."),
    ),
}
