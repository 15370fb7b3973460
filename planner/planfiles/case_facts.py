"""The business cases of a plan file, as their valuation is told about them."""

from decimal import Decimal

from planner.after_signature.valuation.facts import (
    BusinessCaseFact,
    ChangeFact,
    FlowFact,
    ScenarioFact,
)
from planner.planfiles.facts import FilePart, amount_in


def case_facts_from(document: FilePart) -> tuple[BusinessCaseFact, ...]:
    """The cases of a plan file that is valid, as `json.loads` gives it; nothing is checked."""
    return tuple(_case(part) for part in document["plan"].get("business_cases", ()))


def _case(part: FilePart) -> BusinessCaseFact:
    return BusinessCaseFact(
        key=part["key"],
        discount_rate=Decimal(str(part["discount_rate"])),
        flows=tuple(
            FlowFact(_amounts(flow), flow.get("key"), flow.get("kind")) for flow in part["flows"]
        ),
        scenarios=tuple(_scenario(scenario) for scenario in part.get("scenarios", ())),
    )


def _scenario(part: FilePart) -> ScenarioFact:
    changes = tuple(
        ChangeFact(change["flow"], amount_in(change, "factor"), _amounts(change))
        for change in part["changes"]
    )
    return ScenarioFact(part["key"], changes, amount_in(part, "discount_rate"))


def _amounts(part: FilePart) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(amount)) for amount in part.get("amounts", ()))
