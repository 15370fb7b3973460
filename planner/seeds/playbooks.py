"""The playbooks that the bank of the demo story has had from the beginning."""

from decimal import Decimal

from planner.actions.history import acts
from planner.models import Doer, Occasion, Playbook
from planner.models.kinds import ActivityKind
from planner.playbooks.actions import playbooks
from planner.seeds import data


def write_playbooks() -> None:
    """Write down all of them."""
    for told in data.playbooks():
        acts.end()  # each is an act of its own, so that the history can take back just that one
        _write(told)


def _write(told: data.TomlTable) -> None:
    values = {
        "name": told["name"],
        "purpose": told["purpose"].strip(),
        "occasion": Occasion(told["occasion"]),
    }
    playbook = playbooks.create(values, by=None)
    goal_values = dict(told["goal"])
    if "target" in goal_values:
        goal_values["target"] = Decimal(goal_values["target"])
    goal = playbooks.add_goal(playbook, goal_values, by=None)
    for activity in told["activities"]:
        _add(playbook, goal.id, activity)


def _add(playbook: Playbook, goal_id: int, told: data.TomlTable) -> None:
    values = {
        "title": told["title"],
        "kind": ActivityKind(told["kind"]),
        "offset_days": told["day"],
        "doer": Doer(told["doer"]),
        "goal_id": goal_id,
        "customer_facing": told.get("with_customer", False),
        "effort_hours": Decimal(str(told["hours"])),
        "note": told.get("note"),
    }
    playbooks.add_activity(playbook, values, by=None)
