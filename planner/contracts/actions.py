"""Contracts: their terms, and what is aimed at from them."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign, free_key, lock, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import customers, deals, goals, plans
from planner.database import db
from planner.models import Contract, Customer, Deal, Person, Plan
from planner.models.kinds import NoticeEnd, PlanStatus, Renewal, Stage

USUAL_PROBABILITY = Decimal("0.5")


def create(customer: Customer, values: Values, *, by: Person) -> Contract:
    """Record a contract; without a day it was signed today. Raise Refused for terms that cannot
    hold."""
    contract = Contract(
        customer=customer,
        key=free_key(Contract.customer_id, customer.id, "contract"),
        position=next_position(Contract.customer_id, customer.id),
        signed_on=clock.today(),
    )
    _put(contract, values)
    db.session.add(contract)
    events.record("created", contract, by=by)
    _make_customer(contract, by=by)
    return contract


def update(contract: Contract, values: Values, *, by: Person) -> None:
    """Change a contract; raise Refused for terms that cannot hold."""
    _put(contract, values)
    events.record("updated", contract, by=by)
    _make_customer(contract, by=by)


def delete(contract: Contract, *, by: Person) -> None:
    """Delete a contract; one that renews it stays and renews none."""
    remove(contract, by=by)


def _make_customer(contract: Contract, *, by: Person) -> None:
    """Who has signed is a customer from then on, and nobody has to say so."""
    if contract.customer.stage is Stage.CUSTOMER or not _runs(contract):
        return
    customers.update(contract.customer, {"stage": Stage.CUSTOMER}, by=by, reason=contract.title)


def _runs(contract: Contract) -> bool:
    """Whether it is signed and goes on, as far as its terms say that at a glance."""
    if contract.signed_on > clock.today() or contract.terminated_on is not None:
        return False
    terms = _Terms(contract, {})
    goes_on = terms.is_rolling or terms.runs_to_a_period
    return goes_on or contract.ends_on is None or contract.ends_on >= clock.today()


def _put(contract: Contract, values: Values) -> None:
    changed: dict[str, Any] = dict(values)
    if changed.get("notice_count") is not None:
        changed["notice_days"] = None  # the same, as it was entered before there were units
    terms = _Terms(contract, changed)
    _check_days(terms)
    _check_notice(terms)
    _check_renewal(terms)
    with db.session.no_autoflush:  # a new one is not there yet
        _check_what_it_renews(contract, terms)
    assign(contract, changed)


class _Terms:
    """What a contract says once it is changed."""

    def __init__(self, contract: Contract, changed: Values) -> None:
        self._contract = contract
        self.changed = changed

    def __getattr__(self, name: str) -> Any:
        return self.changed.get(name, getattr(self._contract, name, None))

    @property
    def has_notice(self) -> bool:
        return self.notice_count is not None or self.notice_days is not None

    @property
    def runs_to_a_period(self) -> bool:
        return self.notice_count is not None and self.notice_to not in (None, NoticeEnd.END_OF_TERM)

    @property
    def is_rolling(self) -> bool:
        if self.runs_to_a_period or self.ends_on is None:
            return False
        usual = Renewal.AUTOMATIC if self.has_notice else Renewal.BY_AGREEMENT
        return (self.renewal or usual) is Renewal.AUTOMATIC


def _check_days(terms: _Terms) -> None:
    if terms.starts_on and terms.ends_on and terms.ends_on <= terms.starts_on:
        raise Refused("The end must come after the start.", field="ends_on")
    if terms.terminated_on is None:
        if terms.terminated_to is not None:
            raise Refused("Say when the notice arrived.", field="terminated_on")
        return
    if terms.terminated_on < (terms.signed_on or terms.terminated_on):
        raise Refused(
            "A contract is not terminated before it is signed.",
            field="terminated_on" if "terminated_on" in terms.changed else "signed_on",
        )
    if terms.terminated_to is not None and terms.terminated_to < terms.terminated_on:
        raise Refused("The last day cannot come before the notice.", field="terminated_to")


def _check_notice(terms: _Terms) -> None:
    if (terms.notice_count is None) != (terms.notice_unit is None):
        raise Refused("Say how long the notice is, and in what.", field="notice_count")


def _check_renewal(terms: _Terms) -> None:
    if terms.renewal is Renewal.AUTOMATIC and terms.runs_to_a_period:
        raise Refused(
            "With such a notice the contract runs until notice is given."
            " Choose nothing here, or a notice to the end of the term.",
            field="renewal",
        )
    if terms.renewal is Renewal.AUTOMATIC and terms.ends_on is None:
        raise Refused("Say when its first term ends, or choose nothing here.", field="renewal")
    if terms.renewal_months is not None and not terms.is_rolling:
        raise Refused(
            "Only a contract with an end that goes on by itself has months to go on by."
            " Leave this empty.",
            field="renewal_months",
        )


def _check_what_it_renews(contract: Contract, terms: _Terms) -> None:
    """It renews another contract of its customer, and none that renews it in the end."""
    if terms.renews_id is None:
        return
    renewed: Contract | None = db.session.get(Contract, terms.renews_id)
    if renewed is None or renewed.customer_id != contract.customer.id:
        raise Refused("Choose another contract of this customer.", field="renews_id")
    before: Contract | None = renewed
    while before is not None:
        if before is contract:
            raise Refused("These contracts would renew each other.", field="renews_id")
        before = before.renews


def develop(plan: Plan, contract: Contract, values: Values, *, by: Person) -> Deal:
    """Aim at more of what a contract has begun: a goal, and a planned deal that names it.

    Both stand in the plan, or in that of the next period, which begins with them where there is
    none yet. Raise Refused where the contract was given up meanwhile.
    """
    lock(contract)
    if contract.terminated_on is not None:
        raise Refused("This contract was terminated meanwhile.", field="title")
    if values.get("in_next_period"):
        plan = _next_plan(plan, by=by)
    said = {name: values[name] for name in ("title", "field_id")}
    amount, until = values["annual_value"], values["ends_on"]
    money = {"target": amount, "unit": contract.customer.currency}
    goal = goals.create(plan, {**said, **money, "due_on": until}, by=by)
    expected = {"annual_value": amount, "expected_on": until, "probability": values["probability"]}
    aimed_at = {"goal_id": goal.id, "contract_id": contract.id}
    return deals.create(plan, {**said, **expected, **aimed_at}, by=by)


def _next_plan(plan: Plan, *, by: Person) -> Plan:
    later = select(Plan).where(
        Plan.customer_id == plan.customer_id,
        Plan.starts_on > plan.ends_on,
        Plan.status != PlanStatus.CLOSED,
    )
    found = db.session.scalars(later.order_by(Plan.starts_on)).first()
    if found is not None:
        return found
    starts_on = plan.ends_on + datetime.timedelta(days=1)
    period = {"starts_on": starts_on, "ends_on": plans.year_from(starts_on)}
    return plans.begin_next(plan, period, by=by)
