"""Who stands in an item of a plan file, and what that says: who did it, or who is to do it."""

from collections.abc import Iterator

from planner.nouns import OF_TABLE, Noun
from planner.planfiles.edits import Edit, Verb
from planner.planfiles.items import PEOPLE_SHAPE
from planner.planfiles.shapes import Shape


def is_marked(edit: Edit, by: str | None) -> bool:
    """Whether it brings in what somebody else than `by` did, by their keys."""
    if edit.verb not in (Verb.CREATED, Verb.UPDATED):
        return False
    told = [name for name in card_of(edit.shape).hand.marked if name in edit.changes]
    new = [edit.changes[name][1] for name in told]
    return any(value not in (None, []) for value in new) and bool(set(named_in(edit)) - {by})


def named_in(edit: Edit) -> Iterator[str]:
    """The keys of everybody whom an item names."""
    for name in naming(edit.shape):
        value = edit.values[name]
        yield from value if isinstance(value, list) else filter(None, [value])


def card_of(shape: Shape) -> Noun:
    return OF_TABLE[shape.list]


def naming(shape: Shape) -> Iterator[str]:
    """Under which names an item says somebody of ours."""
    return (name for name, target in shape.targets.items() if target == PEOPLE_SHAPE.list)


def only_done(shape: Shape) -> frozenset[str]:
    """What of an item follows from what somebody does in the program."""
    hand = card_of(shape).hand
    known = {hand.of, *hand.named, *hand.decided}
    return hand.done | {name for name in naming(shape) if name not in known}
