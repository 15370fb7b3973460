"""The numbers of the rating once more, with how far the look at what they would change has come."""

import re
from collections import Counter

from wtforms import HiddenField
from wtforms.validators import ValidationError

from planner.administration.forms.thresholds import ThresholdsForm
from planner.rating import Age

_MOVES = re.compile(r"(\w+)>(\w+):(\d{1,9})")
_LARGEST_ID = 2**31 - 1


def _is_number(_form: object, field: HiddenField) -> None:
    if field.data and not (field.data.isdecimal() and int(field.data) <= _LARGEST_ID):
        raise ValidationError


def _are_moves(_form: object, field: HiddenField) -> None:
    found = _MOVES.findall(field.data or "")
    known = all({start, end} <= set(Age) for start, end, _count in found)
    if not known or _as_text(Counter(_counts(found))) != (field.data or ""):
        raise ValidationError


class ThresholdPreviewForm(ThresholdsForm):
    """`after`, `plans` and `moves` come from the page before, where there were too many plans."""

    html_id = "threshold-preview-form"
    after = HiddenField(validators=[_is_number])
    plans = HiddenField(validators=[_is_number])
    moves = HiddenField(validators=[_are_moves])

    def so_far(self) -> tuple[int, int, Counter[tuple[str, str]]]:
        """The last plan looked at, how many were, and what would move of them."""
        moves = Counter(_counts(_MOVES.findall(self.moves.data or "")))
        return int(self.after.data or 0), int(self.plans.data or 0), moves

    def remember(self, last: int, plans: int, moves: Counter[tuple[str, str]]) -> None:
        """What the next request goes on from."""
        self.after.data, self.plans.data, self.moves.data = str(last), str(plans), _as_text(moves)


def _counts(found: list[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    return {(start, end): int(count) for start, end, count in found}


def _as_text(moves: Counter[tuple[str, str]]) -> str:
    return " ".join(f"{start}>{end}:{count}" for (start, end), count in moves.items())
