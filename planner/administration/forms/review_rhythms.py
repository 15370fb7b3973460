"""After how many weeks the plans of a segment are gone through again."""

import hashlib
from collections.abc import Iterable
from typing import Any

from planner.forms.base import Form
from planner.forms.web.whole_numbers import WholeNumberField
from planner.insights.rhythms import LEAST_WEEKS, MOST_WEEKS, Rhythms
from planner.models.people.setting import REVIEW_RHYTHMS, rhythm_of
from planner.translation import lazy as _


class WeeksField(WholeNumberField):
    """Weeks between two reviews; `called` is what the history calls the number."""

    def __init__(self, label: Any, *, called: str, required: bool = False, **named: Any) -> None:
        self.called = called
        super().__init__(label, least=LEAST_WEEKS, most=MOST_WEEKS, required=required, **named)


class ReviewRhythmsForm(Form):
    """Has a field for each segment besides; see `form_for`."""

    html_id = "review-rhythms-form"
    usual = WeeksField(
        _("All other customers, and those without a segment"),
        called=REVIEW_RHYTHMS,
        required=True,
    )

    def by_segment(self, segments: Iterable[str]) -> dict[str, int]:
        """What was entered for those segments that have a number of their own."""
        weeks = {segment: self[field_of_segment(segment)].data for segment in segments}
        return {name: number for name, number in weeks.items() if number is not None}


def form_for(segments: Iterable[str], now: Rhythms) -> ReviewRhythmsForm:
    """The form with a field for each of these segments, filled with what holds now."""
    fields = {field_of_segment(name): WeeksField(name, called=rhythm_of(name)) for name in segments}
    made = type("ReviewRhythmsFormOfSegments", (ReviewRhythmsForm,), fields)
    held = {field_of_segment(name): weeks for name, weeks in now.by_segment.items()}
    form: ReviewRhythmsForm = made(data={"usual": now.usual, **held}, edits=True)
    return form


def field_of_segment(segment: str) -> str:
    """The name of a segment's field: a segment can be called anything."""
    return f"segment_{hashlib.sha256(segment.encode()).hexdigest()[:12]}"
