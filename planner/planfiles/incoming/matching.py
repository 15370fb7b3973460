"""Which item of a file is which of the stored ones."""

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence

from planner.planfiles.shapes import AlikeBy, ItemValues
from planner.planfiles.stored import Stored


def partners(
    items: Sequence[ItemValues], stored: Sequence[Stored], alike: Sequence[AlikeBy]
) -> list[Stored | None]:
    """For each item the stored one that it is, or None for a new one.

    The likenesses are tried from the strictest on. Of several that are alike the first belongs to
    the first and the second to the second, so that two equal items stay two.
    """
    found: list[Stored | None] = [None] * len(items)
    rest = list(stored)
    for likeness in alike:
        waiting: dict[Hashable, deque[Stored]] = defaultdict(deque)
        for each in rest:
            waiting[likeness(each.values)].append(each)
        for index, values in enumerate(items):
            if found[index] is None and (same := waiting.get(likeness(values))):
                found[index] = same.popleft()
        taken = {id(each) for each in found}
        rest = [each for each in rest if id(each) not in taken]
        if not rest:
            break
    return found
