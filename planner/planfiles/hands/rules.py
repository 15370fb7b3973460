"""Who stands in an item of a plan file, and what that says: who did it, or who is to do it.

A value that names somebody and is not told of here is taken for what only administrators bring in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.access import Permission
from planner.planfiles.edits import Edit, Verb
from planner.planfiles.items import PEOPLE_SHAPE
from planner.planfiles.shapes import Shape


@dataclass(frozen=True, slots=True)
class HandRule:
    """`hand` says in whose name an item stands, and `dated` the day of what they did.

    What is `named` may be anybody on the plan. What is `done` follows from what somebody does in
    the program, and comes in only where that one brings it in.
    """

    needs: Permission = Permission.WORK_ON_PLAN
    """What it takes to change one, as its card says."""
    hand: str | None = None
    dated: str | None = None
    named: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    by_oneself: bool = False
    """Whether nobody changes or deletes it in the place of somebody else."""
    never: bool = False
    """Whether a file brings none of it in."""


_ON_CUSTOMER: Final = Permission.WORK_ON_CUSTOMER
HAND_RULES: Final[Mapping[str, HandRule]] = {
    "customers": HandRule(_ON_CUSTOMER, done=frozenset({"owner"})),
    "contacts": HandRule(_ON_CUSTOMER, named=frozenset({"known_by"})),
    "potentials": HandRule(_ON_CUSTOMER),
    "contracts": HandRule(
        _ON_CUSTOMER, done=frozenset({"won_by", "handed_to", "handed_on", "accepted_on"})
    ),
    "plans": HandRule(done=frozenset({"status", "activated_on"})),
    "members": HandRule(Permission.STEER, hand="person", dated="joined_on"),
    "requests": HandRule(Permission.STEER, hand="person", never=True),
    "commitments": HandRule(Permission.SIGN, hand="person", dated="on", by_oneself=True),
    "activities": HandRule(
        hand="created_by", dated="created_on", named=frozenset({"assignee", "participants"})
    ),
    "entries": HandRule(hand="author", named=frozenset({"participants"})),
    "ideas": HandRule(hand="proposed_by", dated="on"),
    "questions": HandRule(hand="asked_by", dated="on"),
    "reviews": HandRule(named=frozenset({"by", "attendees"})),
    "business_cases": HandRule(hand="author", dated="on"),
    "sponsor_requests": HandRule(
        hand="asked_by", dated="on", done=frozenset({"sponsor", "status", "answered_on"})
    ),
}
# What is looked at where it is decided, each kind in its own way.
DECIDED: Final[Mapping[str, frozenset[str]]] = {
    "ideas": frozenset({"status", "adopted_by", "decided_on"}),
    "activities": frozenset({"status", "assignee", "claimed_on", "done_on"}),
    "members": frozenset({"agreed_on", "left_on", "via"}),
    "questions": frozenset({"answered_on"}),
}
# Whose name a mark tells of, where an administrator or the command line has brought it in.
MARKED: Final[Mapping[str, tuple[str, ...]]] = {
    "members": ("agreed_on",),
    "requests": ("person",),
    "commitments": ("person", "on", "target"),
    "activities": ("created_by", "claimed_on"),
    "entries": ("author",),
    "ideas": ("proposed_by", "adopted_by"),
    "questions": ("asked_by",),
    "reviews": ("by", "attendees"),
    "business_cases": ("author",),
    "sponsor_requests": ("asked_by", "sponsor", "status"),
    "contracts": ("won_by", "handed_to", "accepted_on"),
}
_NOTHING: Final = HandRule()


def is_marked(edit: Edit, by: str | None) -> bool:
    """Whether it brings in what somebody else than `by` did, by their keys."""
    if edit.verb not in (Verb.CREATED, Verb.UPDATED):
        return False
    told = [name for name in MARKED.get(edit.shape.list, ()) if name in edit.changes]
    new = [edit.changes[name][1] for name in told]
    return any(value not in (None, []) for value in new) and bool(set(named_in(edit)) - {by})


def named_in(edit: Edit) -> Iterator[str]:
    """The keys of everybody whom an item names."""
    for name in naming(edit.shape):
        value = edit.values[name]
        yield from value if isinstance(value, list) else filter(None, [value])


def rule_of(shape: Shape) -> HandRule:
    return HAND_RULES.get(shape.list, _NOTHING)


def naming(shape: Shape) -> Iterator[str]:
    """Under which names an item says somebody of ours."""
    return (name for name, target in shape.targets.items() if target == PEOPLE_SHAPE.list)


def only_done(shape: Shape) -> frozenset[str]:
    """What of an item follows from what somebody does in the program."""
    rule = rule_of(shape)
    known = {rule.hand, *rule.named, *DECIDED.get(shape.list, ())}
    return rule.done | {name for name in naming(shape) if name not in known}
