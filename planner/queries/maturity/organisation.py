"""What the organisation has decided about the rating: its numbers, who sees ages, their names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from sqlalchemy import select

from planner.after_signature.thresholds import SignatureThresholds
from planner.database import db, is_among, rows
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
from planner.rating import Thresholds

_Numbers = TypeVar("_Numbers", Thresholds, SignatureThresholds)


@dataclass(frozen=True, slots=True)
class Sight:
    """Who sees ages, by what names, and how many days the members know of a relapse first."""

    ages_visible_to: AgesVisibleTo = AgesVisibleTo.MEMBERS
    age_names: AgeNames = AgeNames.AGES
    days_before_leads: int = 14


_OF_SIGHT = select(Setting.name, Setting.value).where(
    is_among(Setting.name, (AGES_VISIBLE_TO, AGE_NAMES, DAYS_BEFORE_LEADS))
)
_OF_THRESHOLDS = select(Setting.value).where(Setting.name == THRESHOLDS)
STORED_THRESHOLDS = _OF_THRESHOLDS.scalar_subquery()
"""A column for a statement that is made anyway."""


def sight() -> Sight:
    """What was decided about the sight of ages; one statement."""
    decided: dict[str, str] = dict(map(tuple, rows(_OF_SIGHT)))
    usual = Sight()
    return Sight(
        AgesVisibleTo(decided.get(AGES_VISIBLE_TO, usual.ages_visible_to)),
        AgeNames(decided.get(AGE_NAMES, usual.age_names)),
        int(decided.get(DAYS_BEFORE_LEADS, usual.days_before_leads)),
    )


def thresholds() -> Thresholds:
    """The numbers that ratings use here: the defaults, but for those that were changed."""
    return thresholds_from(_changed_thresholds())


def signature_thresholds() -> SignatureThresholds:
    """The same for the rules before and after the signature."""
    return _numbers(SignatureThresholds, _changed_thresholds())


def signature_thresholds_in(stored: str | None) -> SignatureThresholds:
    """Those that the column says."""
    return _numbers(SignatureThresholds, json.loads(stored) if stored else {})


def _changed_thresholds() -> dict[str, int]:
    """Those of all rules; they are kept together, since no two have the same name."""
    decided = rows(_OF_THRESHOLDS)
    return json.loads(decided[0].value) if decided else {}


def rhythms() -> Rhythms:
    """How often plans are gone through here."""
    statement = select(Setting.value).where(Setting.name == REVIEW_RHYTHMS)
    return rhythms_from(db.session.scalar(statement))


def rhythms_as_text(usual: int, by_segment: Mapping[str, int]) -> str:
    """The same as it is kept."""
    return Rhythms(usual, by_segment).as_text()


def thresholds_from(changed: Mapping[str, int]) -> Thresholds:
    """The numbers of which these differ from the defaults."""
    return _numbers(Thresholds, changed)


def _numbers(of_rules: type[_Numbers], changed: Mapping[str, int]) -> _Numbers:
    known = {field.name for field in fields(of_rules)}
    # A number whose rule is no longer there has nothing left to say.
    return of_rules(**{name: number for name, number in changed.items() if name in known})


def differing(*numbers: Thresholds | SignatureThresholds) -> dict[str, int]:
    """Those of the numbers that are not the defaults, by name, in the order of the rules."""
    return {
        field.name: getattr(of_rules, field.name)
        for of_rules in numbers
        for field in fields(of_rules)
        if getattr(of_rules, field.name) != field.default
    }
