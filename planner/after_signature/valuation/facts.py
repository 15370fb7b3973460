"""Business cases as the valuation is told about them.

Amounts are by year, year 0 first, costs negative; rates are a year's, 0.08 for 8 %.
"""

from decimal import Decimal

from planner.rating.value import value


@value
class FlowFact:
    """A line of amounts; `kind` (one_off or running) None follows from the amounts."""

    amounts: tuple[Decimal, ...]
    key: str | None = None
    kind: str | None = None

    @property
    def is_one_off(self) -> bool:
        if self.kind is not None:
            return self.kind == "one_off"
        return not any(self.amounts[1:])


@value
class ChangeFact:
    """What a scenario changes of a flow: all of its amounts, or each by a factor."""

    flow: str
    factor: Decimal | None = None
    amounts: tuple[Decimal, ...] = ()


@value
class ScenarioFact:
    key: str
    changes: tuple[ChangeFact, ...] = ()
    discount_rate: Decimal | None = None


@value
class BusinessCaseFact:
    key: str
    discount_rate: Decimal
    flows: tuple[FlowFact, ...]
    scenarios: tuple[ScenarioFact, ...] = ()
