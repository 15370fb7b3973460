"""Which customers a look at the coverage is about: what the reader may see, and what is asked."""

import datetime
import enum
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, True_, and_, func, or_, select, true

from planner import clock
from planner.access import covered_customers
from planner.insights.coverage import CONTACT_DAYS, ENDING_DAYS
from planner.models import Customer, Person, Potential, Team
from planner.models.kinds import PotentialStatus, Stage

NOTHING = "-"
"""Stands in a filter for customers without a team, a region or a segment."""


class Gap(enum.StrEnum):
    """What is missing at a customer; each is a list of its own."""

    NO_PLAN = "no_plan"
    NO_JOINT_GOAL = "no_joint_goal"
    NO_NEXT_STEP = "no_next_step"
    NO_CONTACT = "no_contact"
    NO_SPECIALIST = "no_specialist"
    PLAN_ENDS = "plan_ends"
    REQUEST_WAITS = "request_waits"


class CoverageGroup(enum.StrEnum):
    """What customers are added up by."""

    TEAM = "team"
    REGION = "region"
    SEGMENT = "segment"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class CoverageFilter:
    """What is asked for; texts are a team's id, a name, or NOTHING. `page` counts from 1.

    `days` are those without a contact, `soon` those after which a plan that ends is told of.
    """

    team: str = ""
    region: str = ""
    segment: str = ""
    stage: Stage | None = None
    field_id: int | None = None
    gap: Gap | None = None
    group: CoverageGroup | None = None
    days: int = CONTACT_DAYS
    soon: int = ENDING_DAYS
    page: int = 1
    today: datetime.date = field(default_factory=clock.today)


# What was brought in may have an empty text for nothing.
segment_name: ColumnElement[str | None] = func.nullif(Customer.segment, "")
region_name: ColumnElement[str | None] = func.nullif(Team.region, "")
IS_POTENTIAL = and_(Potential.status != PotentialStatus.REJECTED, Potential.annual_value > 0)


def asked(reader: Person, wanted: CoverageFilter) -> ColumnElement[bool]:
    """The customers of the reader that the filter asks for, as a condition on `Customer`."""
    parts = [covered_customers(reader)]
    if wanted.team:
        parts.append(_owned(_of_team(wanted.team), otherwise=wanted.team == NOTHING))
    if wanted.region:
        parts.append(_owned(_of_region(wanted.region), otherwise=wanted.region == NOTHING))
    if wanted.segment:
        name = None if wanted.segment == NOTHING else wanted.segment
        parts.append(segment_name == name)
    if wanted.stage is not None:
        parts.append(Customer.stage == wanted.stage)
    if wanted.field_id is not None:
        parts.append(_has_potential_in(wanted.field_id))
    narrowing = [part for part in parts if not asks_for_all(part)]
    return and_(*narrowing) if narrowing else true()


def asks_for_all(condition: ColumnElement[bool]) -> bool:
    """Whether it leaves no customer out, so that nothing has to be compared with it."""
    return isinstance(condition, True_)


def _owned(by: Any, *, otherwise: bool) -> ColumnElement[bool]:
    """Customers whose owner is among these, or, `otherwise`, those whose owner is not."""
    if otherwise:
        return or_(Customer.owner_id.is_(None), Customer.owner_id.not_in(by))
    return Customer.owner_id.in_(by)


def _of_team(asked_for: str) -> Any:
    if asked_for == NOTHING:
        return select(Person.id).where(Person.team_id.is_not(None))
    return select(Person.id).where(Person.team_id == int(asked_for))


def _of_region(asked_for: str) -> Any:
    found = select(Person.id).join(Team, Team.id == Person.team_id)
    if asked_for == NOTHING:
        return found.where(region_name.is_not(None))
    return found.where(region_name == asked_for)


def _has_potential_in(field_id: int) -> ColumnElement[bool]:
    there = select(Potential.customer_id).where(Potential.field_id == field_id, IS_POTENTIAL)
    return Customer.id.in_(there)
