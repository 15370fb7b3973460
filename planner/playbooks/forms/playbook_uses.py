"""On which day a playbook is to start on a plan, and which of its lines are to be added."""

import datetime
from collections.abc import Sequence
from typing import Any, Protocol

from flask_babel import gettext
from wtforms import BooleanField, Field, FieldList, Form as PlainForm, FormField, HiddenField
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.base import Extra, Form
from planner.forms.inputs import ChoiceField, DayField
from planner.models.playbook import MOST_LINES
from planner.translation import lazy as _


class StartForm(PlainForm):
    """Comes in with the address, and goes along unseen with what is to be added."""

    starts_on = DayField(_("Day on which it starts"), required=True)
    field_id = ChoiceField(_("For the field"), nothing=_("(none)"))

    @property
    def day(self) -> datetime.date:
        """The day that was asked for; today where none was."""
        return self.starts_on.data or clock.today()


class LineForm(PlainForm):
    """`shown` is which line it is and the version of what was to be seen of it.

    `is_new` marks what the person has not seen before."""

    is_new = False

    shown = HiddenField()
    add = BooleanField(_("Add"))
    due_on = DayField(_("Day"))

    def validate_due_on(self, field: Field) -> None:
        if self.add.data and field.data and field.data < clock.today():
            raise ValidationError(gettext("This day is over. Choose a later one."))


class Proposed(Protocol):
    """What the form needs to know of a line."""

    @property
    def shown(self) -> str: ...
    @property
    def day(self) -> datetime.date: ...
    @property
    def is_ticked(self) -> bool: ...


class PlaybookUseForm(Form):
    html_id = "playbook-use-form"

    goals = FieldList(FormField(LineForm), max_entries=MOST_LINES)
    activities = FieldList(FormField(LineForm), max_entries=MOST_LINES)

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """Whether each line can be added, and there is one to add."""
        can = super().validate(extra_validators)
        if not any(row.form.add.data for row in (*self.goals, *self.activities)):
            self.form_errors.append(gettext("Nothing is ticked. Tick what is to be added."))
            return False
        return can

    @classmethod
    def proposing(
        cls, goals: Sequence[Proposed], activities: Sequence[Proposed]
    ) -> "PlaybookUseForm":
        """The form as it is first shown."""
        return cls(
            formdata=None, data={"goals": _as_shown(goals), "activities": _as_shown(activities)}
        )

    def shows(self, goals: Sequence[Proposed], activities: Sequence[Proposed]) -> bool:
        """Whether what was seen and ticked is what would be added now."""
        return all(
            [row.form.shown.data for row in rows] == [line.shown for line in lines]
            for rows, lines in ((self.goals, goals), (self.activities, activities))
        )

    def adjusted_to(
        self, goals: Sequence[Proposed], activities: Sequence[Proposed]
    ) -> "PlaybookUseForm":
        """The form for what would be added now, which keeps what was entered at the lines that are
        the same."""
        kept = {row.form.shown.data: row.form for row in (*self.goals, *self.activities)}
        form = self.proposing(goals, activities)
        for row in (*form.goals, *form.activities):
            before = kept.get(row.form.shown.data)
            if before is None:
                row.form.is_new = True
            else:
                row.form.add.data = before.add.data
                row.form.due_on.data = before.due_on.data
        return form


def _as_shown(lines: Sequence[Proposed]) -> list[dict[str, Any]]:
    return [{"shown": line.shown, "add": line.is_ticked, "due_on": line.day} for line in lines]
