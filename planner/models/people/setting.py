"""What the organisation has decided for itself; each change is an event."""

import enum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base


class Setting(Base):
    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(50_000))


class AgesVisibleTo(enum.StrEnum):
    """Who sees in which age a plan is. Its members and its owner always do."""

    MEMBERS = "members"
    LEADS = "leads"


class AgeNames(enum.StrEnum):
    """What the ages are called: by their names, or as stages 1 to 6."""

    AGES = "ages"
    STAGES = "stages"


# The names of the settings. What was never decided is as the comment says.
ADMINISTRATORS_SEE_PLANS = "administrators_see_plans"  # no
AGES_VISIBLE_TO = "ages_visible_to"  # members
AGE_NAMES = "age_names"  # ages
DAYS_BEFORE_LEADS = "days_before_leads"  # 14
FIRST_STEPS_LEFT = "first_steps_left"  # none; the names of the steps
INSTALLATION = "installation"  # no feed was made yet; by chance, the same for ever
LEAD_FORM = "lead_form"  # closed; JSON of what differs from `LeadFormSettings`
LOGO = "logo"  # none; size and fingerprint of what is kept as a `Logo`
THRESHOLDS = "thresholds"  # the defaults; JSON of those that differ
REACH_SHOWN = "reach_shown"  # no
REVIEW_RHYTHMS = "review_rhythms"  # 12 weeks; JSON of weeks by segment, "" for the rest


def rhythm_of(segment: str) -> str:
    """What the history calls the rhythm of one segment."""
    return f"{REVIEW_RHYTHMS}: {segment}"
