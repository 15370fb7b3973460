"""The order of a list after an import: the file's, with what the file has not after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.planfiles.edits import Edit
from planner.planfiles.stored import Stored


@dataclass(slots=True)
class Order:
    moves: list[tuple[int, int]] = field(default_factory=list)
    """Stored items that get another position: id and position."""
    changed: bool = False
    """Whether stored items change places with each other."""


def bring_in_order(
    edits: Sequence[Edit], before: Sequence[Stored], rest: Sequence[Stored]
) -> Order:
    """Number the new items; `before` is the list as stored, `rest` what of it stays unedited."""
    wanted = [*(edit.stored for edit in edits), *rest]
    known = [each for each in wanted if each]
    staying = {each.id for each in known}
    order = Order(changed=known != [each for each in before if each.id in staying])
    if len(known) == len(wanted) and not order.changed:
        return order
    for position, each in enumerate(wanted):
        if each is None:
            edits[position].position = position
        elif each.position != position:
            order.moves.append((each.id, position))
    return order
