"""Whom a rule takes, and why: the fewest plans first, of equal ones the next by name."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from planner.database import rows
from planner.models import (
    Involvement,
    InvolvementRule,
    Member,
    Person,
    Plan,
    PlanStatus,
    Role,
    Side,
    Team,
)
from planner.models.involvement import ChosenBecause, InvolvementStatus, WhomToInvolve


@dataclass(slots=True)
class SpecialistInTurn:
    """A specialist of a field; `plans` are those that they are on, or were asked to come onto."""

    id: int
    name: str
    field_id: int
    region: str | None
    plans: int


@dataclass(frozen=True, slots=True)
class ChosenSpecialist:
    person_id: int
    name: str
    because: ChosenBecause


_PLANS = (
    select(func.count())
    .select_from(Member)
    .join(Plan, Plan.id == Member.plan_id)
    .where(
        Member.person_id == Person.id,
        Member.left_on.is_(None),
        Plan.status != PlanStatus.CLOSED,
    )
    .correlate(Person)
    .scalar_subquery()
)
_ASKED = (
    select(func.count())
    .select_from(Involvement)
    .where(
        Involvement.person_id == Person.id,
        Involvement.status == InvolvementStatus.ASKED,
    )
    .correlate(Person)
    .scalar_subquery()
)
_CAN_COME = and_(Person.is_active, ~Person.is_auditor)
_CANDIDATES = (
    select(Person.id, Person.name, Person.field_id, Team.region, _PLANS + _ASKED)
    .outerjoin(Team, Team.id == Person.team_id)
    .where(
        _CAN_COME,
        Person.field_id.is_not(None),
        Person.role.in_([role for role in Role if role.side is Side.SPECIALIST]),
    )
    .order_by(Person.name_folded, Person.id)
)


class Chooser:
    """Who can come; each choice counts for the next one, so that turns are taken."""

    def __init__(self) -> None:
        self._by_field: dict[int, list[SpecialistInTurn]] = defaultdict(list)
        for row in rows(_CANDIDATES):
            candidate = SpecialistInTurn(*row)
            self._by_field[candidate.field_id].append(candidate)

    def choose(
        self, rule: InvolvementRule, field_id: int, region: str | None, but: set[int]
    ) -> ChosenSpecialist | None:
        """Somebody who is none of `but`; None where there is nobody."""
        if rule.whom is WhomToInvolve.DESK:
            return _desk(rule, but)
        found = [each for each in self._by_field[field_id] if each.id not in but]
        if rule.whom is WhomToInvolve.OF_REGION:
            found = [each for each in found if region is not None and each.region == region]
        if not found:
            return None
        chosen = min(found, key=lambda each: each.plans)
        equal = sum(each.plans == chosen.plans for each in found)
        chosen.plans += 1
        return ChosenSpecialist(chosen.id, chosen.name, _because(len(found), equal))


def _because(number: int, equal: int) -> ChosenBecause:
    if number == 1:
        return ChosenBecause.ONLY_ONE
    return ChosenBecause.NEXT_IN_ORDER if equal > 1 else ChosenBecause.FEWEST_PLANS


def _desk(rule: InvolvementRule, but: set[int]) -> ChosenSpecialist | None:
    desk = rule.desk
    if desk is None or not desk.is_active or desk.id in but:
        return None
    return ChosenSpecialist(desk.id, desk.name, ChosenBecause.DESK)
