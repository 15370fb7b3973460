"""Business cases: what an offer is worth to the customer in money."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner import clock
from planner.actions.editing import Values, added, assign, free_key, lock, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import (
    Assumption,
    BusinessCase,
    CaseLink,
    Flow,
    FlowKind,
    Person,
    Plan,
    Scenario,
)

FlowAmounts = Sequence[int | float | Decimal]
"""By year, year 0 first, costs negative."""
ScenarioChange = dict[str, Any]
"""What a scenario does to a line: `{"flow": "fuel", "factor": 0.8}` or with `amounts`."""
ScenarioChanges = Sequence[ScenarioChange]
LONGEST_OPEN = datetime.timedelta(days=365)
MOST_SCENARIOS = 50
"""Beside a case; nobody compares more, and whoever has the address of its page can add some."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of a case as it is typed; `kind` None follows from the amounts."""

    label: str
    amounts: FlowAmounts
    kind: FlowKind | None = None

    @property
    def values(self) -> Values:
        """As the table keeps it."""
        amounts = [as_number(amount) for amount in self.amounts] or [0]
        return {"label": self.label, "kind": self.kind, "amounts": amounts}


def as_number(amount: float | Decimal) -> int | float:
    """As JSON keeps it."""
    return int(amount) if amount == int(amount) else float(amount)


def create(
    plan: Plan, values: Values, flows: Mapping[str, FlowAmounts], *, by: Person
) -> BusinessCase:
    """Calculate a case; `flows` has amounts by year under a label."""
    case = added(BusinessCase, plan, values)
    case.author, case.on = by, clock.today()
    events.record("created", case, by=by)
    for label, amounts in flows.items():
        add_flow(case, FlowLine(label, amounts), by=by)
    return case


def update(case: BusinessCase, values: Values, *, by: Person) -> None:
    """Change what a case is about; its lines stay."""
    assign(case, values)
    events.record("updated", case, by=by)


def delete(case: BusinessCase, *, by: Person) -> None:
    remove(case, by=by)


def add_flow(case: BusinessCase, line: FlowLine, *, by: Person) -> Flow:
    flow = Flow(
        business_case=case,
        key=free_key(Flow.business_case_id, case.id, "flow"),
        position=next_position(Flow.business_case_id, case.id),
        **line.values,
    )
    db.session.add(flow)
    events.record("created", flow, by=by)
    return flow


def update_flow(flow: Flow, values: Values, *, by: Person) -> None:
    assign(flow, values)
    events.record("updated", flow, by=by)


def fill(
    case: BusinessCase,
    lines: Mapping[int, FlowLine],
    new: Sequence[FlowLine],
    gone: Collection[int],
    *,
    by: Person,
) -> None:
    """Bring the table of a case to what was typed: lines by the id of their flow, new ones, and
    those that go. Raise Refused where none would be left."""
    there = {flow.id: flow for flow in case.flows}
    if not new and not there.keys() - set(gone):
        raise Refused("A business case has at least one line.")
    for identity, line in lines.items():
        if identity in there and identity not in gone:
            update_flow(there[identity], line.values, by=by)
    for line in new:
        add_flow(case, line, by=by)
    for identity in gone:
        if identity in there:
            delete_flow(there[identity], by=by)


def delete_flow(flow: Flow, *, by: Person) -> None:
    """Take a line away, and what scenarios and assumptions say of it."""
    if flow.key is not None:
        _speak_no_more_of(flow, by=by)
    remove(flow, by=by)
    db.session.expire(flow.business_case, ["flows"])


def _speak_no_more_of(flow: Flow, *, by: Person) -> None:
    for scenario in flow.business_case.scenarios:
        kept = [change for change in scenario.changes if change["flow"] != flow.key]
        update_scenario(scenario, {"changes": kept}, by=by)
    for assumption in flow.business_case.assumptions:
        if assumption.flow == flow.key:
            update_assumption(assumption, {"flow": None}, by=by)


def name_flows(case: BusinessCase, *, by: Person | None) -> None:
    """Give each line a key, so that scenarios and assumptions can name it."""
    for flow in case.flows:
        if flow.key is None:
            flow.key = free_key(Flow.business_case_id, case.id, "flow")
            events.record("updated", flow, by=by)


def change_lines(
    case: BusinessCase,
    changes: Mapping[int, ScenarioChange],
    before: ScenarioChanges = (),
    *,
    by: Person | None,
) -> list[ScenarioChange]:
    """The changes of a scenario, given by the id of the line, as it keeps them: those that it has
    `before` stay in their order."""
    name_flows(case, by=by)
    order = [change["flow"] for change in before]
    keys = {flow.id: flow.key for flow in case.flows}
    said = [{"flow": keys[identity], **change} for identity, change in changes.items()]
    return sorted(
        said, key=lambda each: order.index(each["flow"]) if each["flow"] in order else len(order)
    )


def create_scenario(
    case: BusinessCase, values: Values, changes: Mapping[int, ScenarioChange], *, by: Person
) -> Scenario:
    """Take the case with some of its lines, by their ids, or its rate, changed."""
    return add_scenario(case, {**values, "changes": change_lines(case, changes, by=by)}, by=by)


def rewrite_scenario(
    scenario: Scenario, values: Values, changes: Mapping[int, ScenarioChange], *, by: Person
) -> None:
    """Bring a scenario to what was typed."""
    changed = change_lines(scenario.business_case, changes, scenario.changes, by=by)
    update_scenario(scenario, {**values, "changes": changed}, by=by)


def add_scenario(case: BusinessCase, values: Values, *, by: Person | None) -> Scenario:
    scenario = Scenario(
        business_case=case,
        key=free_key(Scenario.business_case_id, case.id, "scenario"),
        position=next_position(Scenario.business_case_id, case.id),
    )
    assign(scenario, values)
    db.session.add(scenario)
    events.record("created", scenario, by=by)
    return scenario


def update_scenario(scenario: Scenario, values: Values, *, by: Person) -> None:
    assign(scenario, values)
    events.record("updated", scenario, by=by)


def delete_scenario(scenario: Scenario, *, by: Person) -> None:
    remove(scenario, by=by)


def add_assumption(case: BusinessCase, values: Values, *, by: Person) -> Assumption:
    """Say what is taken for true, who stands behind it and where it is from."""
    assumption = Assumption(
        business_case=case,
        position=next_position(Assumption.business_case_id, case.id),
    )
    assign(assumption, _with_key(case, values, by=by))
    db.session.add(assumption)
    events.record("created", assumption, by=by)
    return assumption


def rewrite_assumption(assumption: Assumption, values: Values, *, by: Person) -> None:
    """Bring an assumption to what was typed."""
    update_assumption(assumption, _with_key(assumption.business_case, values, by=by), by=by)


def _with_key(case: BusinessCase, values: Values, *, by: Person) -> Values:
    """The key of the line in the place of its id, as the file names it."""
    said = dict(values)
    flow_id = said.pop("flow_id", None)
    if flow_id is not None:
        name_flows(case, by=by)
        said["flow"] = next(flow.key for flow in case.flows if flow.id == flow_id)
    elif "flow_id" in values:
        said["flow"] = None
    return said


def update_assumption(assumption: Assumption, values: Values, *, by: Person) -> None:
    assign(assumption, values)
    events.record("updated", assumption, by=by)


def delete_assumption(assumption: Assumption, *, by: Person) -> None:
    remove(assumption, by=by)


def open_for_customer(case: BusinessCase, values: Values, *, by: Person) -> CaseLink:
    """Open a page of the case to whoever has its address, until the day `expires_on`.

    Raise Refused for a day that is over, or far away.
    """
    today, until = clock.today(), values["expires_on"]
    if not today <= until <= today + LONGEST_OPEN:
        raise Refused(
            "Choose a day from today to %(last)s.", field="expires_on", last=today + LONGEST_OPEN
        )
    link = CaseLink(business_case=case, by=by, on=today, expires_on=until)
    db.session.add(link)
    events.record("created", link, by=by)
    return link


def close_for_customer(link: CaseLink, *, by: Person) -> None:
    remove(link, by=by)


def keep_version(
    case: BusinessCase, title: str, rate: Decimal, amounts: Mapping[int, FlowAmounts]
) -> Scenario:
    """Put beside the case what the customer has made of it; `amounts` are by the id of the line.

    Only what differs from the case is kept. Raise Refused where they keep one after the other.
    """
    lock(case)
    if len(case.scenarios) >= MOST_SCENARIOS:
        raise Refused("So many versions are kept already that no more can be added here.")
    there = {flow.id: flow.amounts for flow in case.flows}
    said = {identity: _without_last_zeros(each) for identity, each in amounts.items()}
    changes = {
        identity: {"amounts": each}
        for identity, each in said.items()
        if identity in there and each != _without_last_zeros(there[identity])
    }
    kept = change_lines(case, changes, by=None)
    own_rate = None if rate == case.discount_rate else rate
    for scenario in case.scenarios:
        if (scenario.title, scenario.changes, scenario.discount_rate) == (title, kept, own_rate):
            return scenario  # sent twice
    return add_scenario(case, {"title": title, "discount_rate": own_rate, "changes": kept}, by=None)


def _without_last_zeros(amounts: FlowAmounts) -> list[int | float]:
    found = [as_number(amount) for amount in amounts] or [0]
    while len(found) > 1 and not found[-1]:
        found.pop()
    return found
