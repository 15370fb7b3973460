"""The rule by which the bank asks a specialist onto each plan with much potential in a field."""

from decimal import Decimal

from planner.involvement.actions import involvements, rules
from planner.involvement.queries import needs
from planner.models import HowToInvolve, WhomToInvolve
from planner.seeds import data
from planner.seeds.organisation import Bank


def let_a_rule_ask(bank: Bank) -> None:
    """Nobody is brought in without being asked, so that no plan is rated otherwise for it."""
    administrator = next(one for one in bank.people.values() if one.is_administrator)
    for told in data.organisation()["involvement_rules"]:
        values = {
            "name": told["name"],
            "field_id": bank.fields[told["field"]].id,
            "least_potential": Decimal(told["least_potential"]),
            "whom": WhomToInvolve.IN_TURN,
            "how": HowToInvolve.ASKED,
            "working_days": told["working_days"],
        }
        rule = rules.create(values, by=administrator)
        involvements.bring_in_by_policy(
            {each.plan_id for each in needs.needs_of_all([rule]) if each.choice}
        )
