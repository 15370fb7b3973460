"""What somebody does oneself by a plan file: take an activity, adopt an idea, agree to a plan.

Each function looks at an item of the file and says what of it is not brought in. What stays is
dated as the program dates it, and always of today.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from planner.access import Permission, Standing, allows
from planner.models.kinds import ActivityStatus, IdeaStatus, Via
from planner.planfiles.edits import Edit
from planner.planfiles.hands.left_out import LeftOutReason
from planner.planfiles.shapes import ItemValues

Objection = tuple[frozenset[str], LeftOutReason, str | None]
"""The values that are not brought in, why, and the key of whose name it is."""

_OVER: Final = {ActivityStatus.DONE.value, ActivityStatus.CANCELLED.value}


@dataclass(frozen=True, slots=True)
class Bringer:
    """Who brings a file in, and how that one stands to the plan."""

    key: str
    standings: Set[Standing]
    there: set[str]
    """The keys of those who are on the plan."""
    leads: Set[str]
    """Of those who lead the team of the customer's owner, and can be at a review."""
    active: Set[str]
    """The keys of all who are with us."""
    today: str

    def may(self, permission: Permission) -> bool:
        return allows(permission, self.standings)


def _activity(edit: Edit, who: Bringer) -> Iterator[Objection]:
    values, before = edit.values, _before(edit)
    assignee = values["assignee"]
    is_new = before is None
    if values["status"] in _OVER and not who.may(Permission.WORK_ON_ACTIVITY):
        # Whoever only asks for something to be done does not say that it is.
        yield (
            frozenset({"assignee", "claimed_on", "status", "done_on"}),
            LeftOutReason.NOT_ALLOWED,
            None,
        )
        return
    if assignee != (before or {}).get("assignee") and assignee and assignee not in who.there:
        yield (
            frozenset({"assignee", "claimed_on", "status", "done_on"}),
            LeftOutReason.NOT_THERE,
            assignee,
        )
        return
    values["claimed_on"] = _claimed_on(before, values, who)
    if values["status"] != ActivityStatus.DONE:
        values["done_on"] = before["done_on"] if before and not _moved(before, values) else None
    elif before is None or before["status"] != ActivityStatus.DONE:
        values["done_on"] = who.today
    elif not is_new:
        values["done_on"] = before["done_on"]


def _claimed_on(before: ItemValues | None, values: ItemValues, who: Bringer) -> str | None:
    """Whoever was given it in the program just now has it from today; a new one says nothing."""
    if before is None or values["assignee"] is None:
        return None
    same = values["assignee"] == before["assignee"]
    return before["claimed_on"] if same else who.today


def _moved(before: ItemValues, values: ItemValues) -> bool:
    return bool(before["status"] != values["status"])


def _idea(edit: Edit, who: Bringer) -> Iterator[Objection]:
    values, before = edit.values, _before(edit)
    was = before["status"] if before else IdeaStatus.PROPOSED
    decided = (IdeaStatus.ADOPTED, IdeaStatus.REJECTED)
    if values["status"] not in decided:
        values["adopted_by"] = values["decided_on"] = None
        return
    adopts = values["status"] == IdeaStatus.ADOPTED
    if before and was == values["status"] and before["adopted_by"] == values["adopted_by"]:
        values["decided_on"] = before["decided_on"]
    elif was in decided or (
        adopts and (values["adopted_by"] != who.key or values["proposed_by"] == who.key)
    ):
        yield frozenset({"status", "adopted_by", "decided_on"}), LeftOutReason.DONE_HERE, None
    else:
        values["decided_on"] = who.today


def _member(edit: Edit, who: Bringer) -> Iterator[Objection]:
    values, before = edit.values, _before(edit)
    if before is None:
        values["via"] = Via.OWNER.value if values["person"] == who.key else Via.INVITATION.value
        values["left_on"] = None
    elif values["via"] != before["via"]:
        yield frozenset({"via"}), LeftOutReason.DONE_HERE, None
    elif values["left_on"] != before["left_on"]:
        if before["left_on"]:
            yield frozenset({"left_on"}), LeftOutReason.DONE_HERE, None
        else:
            values["left_on"] = max(who.today, before["joined_on"])
    agreed = before["agreed_on"] if before else None
    if values["agreed_on"] != agreed:
        own = values["person"] == who.key and who.may(Permission.SIGN)
        if agreed or not own or values["agreed_on"] is None:
            yield frozenset({"agreed_on"}), LeftOutReason.ANOTHER_NAME, values["person"]
        else:
            values["agreed_on"] = max(who.today, values["joined_on"])


def _before(edit: Edit) -> ItemValues | None:
    return edit.stored.values if edit.stored else None


DEEDS: Final[Mapping[str, Callable[[Edit, Bringer], Iterator[Any]]]] = {
    "activities": _activity,
    "ideas": _idea,
    "members": _member,
}
