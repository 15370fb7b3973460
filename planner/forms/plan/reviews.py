"""What is written down about a review of the plan, before and after it is held."""

import datetime
from typing import Any

from flask_babel import gettext
from wtforms import Field, FieldList, Form as PlainForm, FormField
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, ChoicesField, DayField, TextField
from planner.forms.inputs.choices import ChoicePairs
from planner.translation import lazy as _
from planner.words.dates import exact_day

OPEN = 0
"""Stands among those who can do something for nobody yet: it waits in the pool."""

_AT_FIRST, _MORE = 3, 3
"""For how many decisions there is room in the beginning, and for how many more on demand."""


class AttendedForm(Form):
    """`earliest` is the day on which the plan began: it cannot have been reviewed before."""

    earliest: datetime.date | None = None

    on = DayField(_("Day"), required=True)
    by_id = ChoiceField(_("Who led it"), required=True)
    attendee_ids = ChoicesField(_("Who else was there"))

    def validate_on(self, field: Field) -> None:
        unchanged = field.data == field.object_data
        if field.data and field.data > clock.today():
            raise ValidationError(
                gettext("This day is still to come. Choose the day on which you met.")
            )
        if field.data and self.earliest and field.data < self.earliest and not unchanged:
            raise ValidationError(gettext("The plan had not begun then. Choose a later day."))

    def offer_people(self, attendees: ChoicePairs) -> None:
        """Say who can attend."""
        self.by_id.offer(attendees)
        self.attendee_ids.offer(attendees)

    def review_values(self) -> dict[str, Any]:
        """What belongs to the review itself, by attribute."""
        return self.values(but=("attendee_ids", "decisions"))


class HoldingForm(AttendedForm):
    """That a planned review was held: when, and who came."""


class PlannedReviewForm(AttendedForm):
    """A review that is still to come; `latest` is the last day of the plan."""

    latest: datetime.date | None = None

    on = DayField(_("Day"), required=True)
    by_id = ChoiceField(_("Who leads it"), required=True)
    attendee_ids = ChoicesField(_("Who else is to come"))

    def validate_on(self, field: Field) -> None:
        if not field.data or field.data == field.object_data:
            return
        if field.data < clock.today():
            raise ValidationError(gettext("This day is over. Choose a later one."))
        if self.latest and field.data > self.latest:
            raise ValidationError(
                gettext(
                    "The plan ends on %(day)s. Choose an earlier day.",
                    day=exact_day(self.latest),
                )
            )


class DecisionForm(PlainForm):
    """One decision; with somebody, or with nobody yet, it becomes an activity."""

    text = TextField(_("What was decided"), render_kw={"rows": 2})
    assignee_id = ChoiceField(_("Who does it"), nothing=_("(no activity)"))
    due_on = DayField(_("Until"))

    def validate_assignee_id(self, field: Field) -> None:
        if field.data is not None and not self.text.data:
            raise ValidationError(gettext("Write down what was decided, or choose no activity."))

    def validate_due_on(self, field: Field) -> None:
        if field.data and field.data < clock.today():
            raise ValidationError(gettext("This day is over. Choose a later one."))
        if field.data and self.assignee_id.data is None and not self.assignee_id.errors:
            raise ValidationError(gettext("Choose who does it as well, or leave the day empty."))

    @property
    def is_empty(self) -> bool:
        written = (value for field in self for value in field.raw_data or ())
        return not any(value.strip() for value in written) and not self.text.data


class ReviewForm(AttendedForm):
    """All that is known of a review that was held."""

    outcome = TextField(_("Minutes and outcome"), render_kw={"rows": 4})
    decisions = FieldList(FormField(DecisionForm))

    def offer(self, attendees: ChoicePairs, assignees: ChoicePairs) -> None:
        """Say who can have been there and who can do something, and leave some decisions empty."""
        self.offer_people(attendees)
        while self.decisions.entries and self.decisions.entries[-1].form.is_empty:
            self.decisions.pop_entry()
        for _spare in range(self._room()):
            self.decisions.append_entry()
        somebody = with_nobody(assignees)
        for row in self.decisions:
            row.form.assignee_id.offer(somebody)
            for field in row.form:
                field.id = field.label.field_id = f"{self.html_id}-{field.name}"

    def _room(self) -> int:
        """How many empty rows follow those that are filled in."""
        return _MORE if self.asks_to_look else max(1, _AT_FIRST - len(self.decisions.entries))

    @property
    def decided(self) -> list[dict[str, Any]]:
        """The decisions that were written down, each with who does it until when."""
        return [row for row in self.decisions.data if row["text"]]


def with_nobody(assignees: ChoicePairs) -> ChoicePairs:
    """Who can do something, or nobody yet."""
    return [(OPEN, gettext("(nobody yet: an open activity)")), *assignees]
