"""What the organisation has decided about the rating: its numbers, who sees ages, their names."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from sqlalchemy import select

from planner.database import db
from planner.insights.rhythms import Rhythms, rhythms_from
from planner.models import Setting
from planner.models.people.setting import (
    AGE_NAMES,
    AGES_VISIBLE_TO,
    DAYS_BEFORE_LEADS,
    REVIEW_RHYTHMS,
    THRESHOLDS,
    AgeNames,
    AgesVisibleTo,
)
from planner.rating import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class Sight:
    """Who sees ages, by what names, and how many days the members know of a relapse first."""

    ages_visible_to: AgesVisibleTo = AgesVisibleTo.MEMBERS
    age_names: AgeNames = AgeNames.AGES
    days_before_leads: int = 14


def sight() -> Sight:
    """What was decided about the sight of ages; one statement."""
    wanted = select(Setting.name, Setting.value).where(
        Setting.name.in_((AGES_VISIBLE_TO, AGE_NAMES, DAYS_BEFORE_LEADS))
    )
    decided: dict[str, str] = dict(list(db.session.execute(wanted)))
    usual = Sight()
    return Sight(
        AgesVisibleTo(decided.get(AGES_VISIBLE_TO, usual.ages_visible_to)),
        AgeNames(decided.get(AGE_NAMES, usual.age_names)),
        int(decided.get(DAYS_BEFORE_LEADS, usual.days_before_leads)),
    )


def thresholds() -> Thresholds:
    """The numbers that ratings use here: the defaults, but for those that were changed."""
    decided = db.session.scalar(select(Setting.value).where(Setting.name == THRESHOLDS))
    return thresholds_from(json.loads(decided) if decided else {})


def rhythms() -> Rhythms:
    """How often plans are gone through here."""
    statement = select(Setting.value).where(Setting.name == REVIEW_RHYTHMS)
    return rhythms_from(db.session.scalar(statement))


def rhythms_as_text(usual: int, by_segment: Mapping[str, int]) -> str:
    """The same as it is kept."""
    return Rhythms(usual, by_segment).as_text()


def thresholds_from(changed: Mapping[str, int]) -> Thresholds:
    """The numbers of which these differ from the defaults."""
    known = {field.name for field in fields(Thresholds)}
    # A number whose rule is no longer there has nothing left to say.
    return Thresholds(**{name: number for name, number in changed.items() if name in known})


def differing(numbers: Thresholds) -> dict[str, int]:
    """Those of the numbers that are not the defaults, by name, in the order of the rules."""
    usual = asdict(DEFAULTS)
    return {name: number for name, number in asdict(numbers).items() if number != usual[name]}
