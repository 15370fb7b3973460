"""The playbook that a new organisation begins with; from then on it is its own, to edit."""

from dataclasses import dataclass

from planner.models import Doer, Occasion, Playbook
from planner.models.kinds import ActivityKind
from planner.playbooks.actions import playbooks
from planner.translation import lazy as _

NAME = _("30, 60 and 90 days after the signature")
PURPOSE = _(
    "Nobody leaves the customer alone after the signature. It starts by itself on the day on which"
    " a contract of new business is signed."
)


@dataclass(frozen=True, slots=True)
class _Step:
    """`day` counts from the signature."""

    day: int
    title: str
    kind: ActivityKind


_STEPS = (
    _Step(30, _("Go through what was promised: kept, open, become different"), ActivityKind.CALL),
    _Step(60, _("See with the customer what has become better"), ActivityKind.VISIT),
    _Step(90, _("Look at the first 90 days, and find the next topic"), ActivityKind.VISIT),
)


def write() -> Playbook:
    """Write it down in the language that is spoken here."""
    said = {"name": str(NAME), "purpose": str(PURPOSE), "occasion": Occasion.AFTER_SIGNATURE}
    playbook = playbooks.create(said, by=None)
    for step in _STEPS:
        values = {
            "title": str(step.title),
            "kind": step.kind,
            "offset_days": step.day,
            "doer": Doer.GENERALIST,
            "customer_facing": True,
        }
        playbooks.add_activity(playbook, values, by=None)
    return playbook
