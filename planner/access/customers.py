"""The customers and plans with which the table lets a person do something, as SQL conditions."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, or_, select, true
from sqlalchemy.orm import aliased

from planner.access.standing import (
    general_standings,
    leads_a_team,
    member_standing,
    standings_in_team,
)
from planner.access.table import Permission, Standing, allows
from planner.access.units import people_of
from planner.models import Customer, Member, Person, Plan

_plan = aliased(Plan)  # whatever plan the statement around is about
_Scope = tuple[ColumnElement[bool], frozenset[Standing]]
"""Which customers or plans, and how somebody stands to each of them."""


def visible_customers(person: Person) -> ColumnElement[bool]:
    """The customers that `person` may open, with their plans or without, on `Customer`."""
    on_a_plan = Customer.id.in_(select(_plan.customer_id).where(_plan.id.in_(_joined(person))))
    return _any(map(_seen, [*_scopes(person), *_own(person, on_a_plan)]))


def customers_for(permission: Permission, person: Person) -> ColumnElement[bool]:
    """Those of them with which `person` may do this, on `Customer`."""
    on_a_plan = Customer.id.in_(select(_plan.customer_id).where(_plan.id.in_(_joined(person))))
    scopes = [*_scopes(person), *_own(person, on_a_plan)]
    return _any(_seen(each) for each in scopes if allows(permission, each[1]))


def covered_customers(person: Person) -> ColumnElement[bool]:
    """The customers that `person` steers together with others, as a condition on `Customer`.

    A lead gets those of the own team and no others, also not those that the lead is a member of.
    """
    return _any(map(_seen, _added_up(person, Permission.SEE_COVERAGE)))


def rated_customers(person: Person) -> ColumnElement[bool]:
    """The customers of whose plans `person` sees the ages added up, as a condition on `Customer`.

    An administrator who may read plans sees no ages for that, and so none of other teams.
    """
    scopes = _added_up(person, Permission.SEE_MATURITY)
    return _any(_seen(each) for each in scopes if allows(Permission.SEE_RATING, each[1]))


def plans_for(permission: Permission, person: Person) -> ColumnElement[bool]:
    """The plans with which `person` may do this, on `Plan` joined with `Customer`."""
    return _where(permission, [*_scopes(person), *_own(person, _is_on(person))])


def own_plans_for(permission: Permission, person: Person) -> ColumnElement[bool]:
    """The same of those that `person` is on, or whose customer belongs to them."""
    return _where(permission, _own(person, _is_on(person)))


def reads_plans_of_others(person: Person) -> bool:
    """Whether there may be plans that `person` reads without being on them."""
    return any(allows(Permission.SEE_PLAN, there) for _which, there in _scopes(person))


class OwnRights(NamedTuple):
    """Whether somebody may do something with the plans of the own customers, and with those that
    they are on."""

    of_owner: bool
    of_member: bool


def own_rights(permission: Permission, person: Person) -> OwnRights:
    """What the table says now; what is built for a person's rights is kept by these."""
    return OwnRights(*(allows(permission, there) for there in _own_standings(person)))


def readers_plans(rights: OwnRights) -> ColumnElement[bool]:
    """The plans that such rights are about, on `Plan` joined with `Customer`, for whoever is the
    `reader_id` of the statement: built once, it serves all who have these rights."""
    reader: Any = bindparam("reader_id")
    joined = select(Member.plan_id).where(Member.person_id == reader, Member.left_on.is_(None))
    owned = Customer.owner_id == reader if rights.of_owner else false()
    return or_(owned, Plan.id.in_(joined) if rights.of_member else false())


def _where(permission: Permission, scopes: Iterable[_Scope]) -> ColumnElement[bool]:
    return _any(which for which, there in scopes if allows(permission, there))


def _scopes(person: Person) -> Iterator[_Scope]:
    """All customers, and those of the team or department that the person leads."""
    yield true(), frozenset(general_standings(person))
    if leads_a_team(person):
        yield _of_team(person), standings_in_team(person)


def _added_up(person: Person, permission: Permission) -> Iterator[_Scope]:
    """The same as far as the table lets the person add them up: a lead only the own team's."""
    of_leads = {Standing.TEAM_LEAD, Standing.INFORMED_TEAM_LEAD}
    for which, there in _scopes(person):
        is_of_team = Standing.LEAD in there
        if allows(permission, there & of_leads if is_of_team else there - of_leads):
            yield which, there


def _own(person: Person, on_it: ColumnElement[bool]) -> Iterator[_Scope]:
    as_owner, as_member = _own_standings(person)
    yield Customer.owner_id == person.id, as_owner
    yield on_it, as_member


def _own_standings(person: Person) -> tuple[frozenset[Standing], frozenset[Standing]]:
    """How the person stands to the plans of the own customers, and to those that they are on."""
    audits = {Standing.AUDITOR} if person.is_auditor else set()
    as_member = frozenset({member_standing(person.role), *audits})
    return frozenset({Standing.OWNER, *audits}), as_member


def _is_on(person: Person) -> ColumnElement[bool]:
    return Plan.id.in_(_joined(person))


def _joined(person: Person) -> Select[int]:
    on = and_(Member.person_id == person.id, Member.left_on.is_(None))
    return select(Member.plan_id).where(on)


def _seen(scope: _Scope) -> ColumnElement[bool]:
    """What it takes to know of a customer depends on whether there is a plan."""
    which, there = scope
    with_plan, without = allows(Permission.SEE_PLAN, there), allows(Permission.SEE_CUSTOMER, there)
    if with_plan and without:
        return which
    has_plan = Customer.id.in_(select(_plan.customer_id))
    if with_plan:
        return and_(which, has_plan)
    return and_(which, ~has_plan) if without else false()


def _any(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(false(), *conditions)


def _of_team(person: Person) -> ColumnElement[bool]:
    return Customer.owner_id.in_(people_of(person.team_id))
