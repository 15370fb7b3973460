"""Who deals with a lead: the owner of its customer, else whom a rule names, else the usual one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.database import db
from planner.models import Customer, LeadRoute, LeadRule, Person
from planner.queries.people import absences, form_settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What rules are about: a lead, or what somebody tries out."""

    field_id: int | None = None
    country: str | None = None
    postcode: str | None = None
    segment: str | None = None


@dataclass(frozen=True, slots=True)
class Routed:
    """Who deals with it and what decided that; nobody where nobody is named who is still here.
    `instead_of` is whose it would have been who has left or is away."""

    receiver: Person | None
    route: LeadRoute | None
    rule: LeadRule | None = None
    instead_of: Person | None = None


def all_rules() -> list[LeadRule]:
    """In their order."""
    both = joinedload(LeadRule.receiver), joinedload(LeadRule.field)
    ordered = select(LeadRule).options(*both).order_by(LeadRule.position, LeadRule.id)
    return list(db.session.scalars(ordered))


def route(asked: Asked, customer: Customer | None, rules: Iterable[LeadRule]) -> Routed:
    """Whoever has left or is away passes it on to the deputy, and without one who is there to the
    usual receiver."""
    meant, way, rule = _meant(asked, customer, rules)
    if meant is None:
        return _usual(rule, None)
    if absences.is_there(meant):
        return Routed(meant, way, rule)
    deputy = absences.deputy_of(meant)
    return _usual(rule, meant) if deputy is None else Routed(deputy, way, rule, meant)


def _meant(
    asked: Asked, customer: Customer | None, rules: Iterable[LeadRule]
) -> tuple[Person | None, LeadRoute | None, LeadRule | None]:
    if customer is not None and customer.owner is not None:
        return customer.owner, LeadRoute.OWNER, None
    rule = deciding(asked, rules)
    return (None, None, None) if rule is None else (rule.receiver, LeadRoute.RULE, rule)


def _usual(rule: LeadRule | None, instead_of: Person | None) -> Routed:
    """Who gets the rest, away or not, unless a deputy is there; nobody if that one has left."""
    usual = form_settings.current().receiver_id
    receiver = db.session.get(Person, usual) if usual is not None else None
    if receiver is not None and not absences.is_there(receiver):
        deputy = absences.deputy_of(receiver)
        if deputy is not None:
            return Routed(deputy, LeadRoute.USUAL, rule, instead_of or receiver)
        receiver = receiver if receiver.is_active else None
    return Routed(receiver, LeadRoute.USUAL if receiver else None, rule, instead_of)


def deciding(asked: Asked, rules: Iterable[LeadRule]) -> LeadRule | None:
    """Of those that fit the one with the most filled in, then the longest postcode, then the
    first."""
    fitting = [rule for rule in rules if fits(rule, asked)]
    return max(fitting, key=_weight, default=None)


def fits(rule: LeadRule, asked: Asked) -> bool:
    """Whether all that is filled in is so."""
    return (
        rule.field_id in (None, asked.field_id)
        and _same(rule.country, asked.country)
        and _same(rule.segment, asked.segment)
        and _plain(asked.postcode).startswith(_plain(rule.postcode))
    )


def _weight(rule: LeadRule) -> tuple[int, int]:
    said = (rule.field_id, rule.country, rule.postcode, rule.segment)
    return sum(each is not None for each in said), len(_plain(rule.postcode))


def _same(wanted: str | None, said: str | None) -> bool:
    return wanted is None or wanted.casefold() == (said or "").casefold()


def _plain(postcode: str | None) -> str:
    return "".join((postcode or "").split()).casefold()
