"""What is typed while planning together: of the plan's own forms, as much as fits into a row."""

from collections.abc import Sequence
from typing import ClassVar

from flask_babel import gettext
from wtforms import BooleanField, Field, FieldList, Form as PlainForm, FormField, PasswordField
from wtforms.validators import InputRequired, ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, MonthField
from planner.forms.inputs.choices import ChoicePairs
from planner.forms.plan.activities import ActivityForm
from planner.forms.plan.deals import NewDealForm
from planner.forms.plan.goals import NewGoalForm
from planner.forms.plan.potentials import PotentialForm
from planner.translation import lazy as _

MOST_POINTS = 30


class PotentialRowForm(PotentialForm):
    """Its field is that of the row; whoever says a value has screened it today."""

    WITHOUT: ClassVar[tuple[str, ...]] = ("field_id", "screened_on", "status")


class GoalRowForm(NewGoalForm):
    WITHOUT: ClassVar[tuple[str, ...]] = (
        *("field_id", "metric", "baseline", "current"),
        *("due_on", "origin", "customer_goal"),
    )


class DealRowForm(NewDealForm):
    """At the table nobody knows the day: a month is chosen, and the deal's own page has the day."""

    WITHOUT: ClassVar[tuple[str, ...]] = ("field_id", "goal_id", "contract_id")

    expected_on = MonthField(_("Month"))  # type: ignore[assignment]  # a day too, chosen otherwise


class ActivityRowForm(ActivityForm):
    WITHOUT: ClassVar[tuple[str, ...]] = (
        *("effort_hours", "kind", "field_id", "goal_id", "contract_id"),
        *("participant_ids", "customer_facing", "internal_note"),
    )

    assignee_id = ChoiceField(_("Who does it"), nothing=_("open, for the pool"))


class HandedOverForm(Form):
    """The own password, typed by somebody who signs on the screen of another."""

    password = PasswordField(
        _("Password"),
        [InputRequired(_("Fill this in."))],
        render_kw={"autocomplete": "off"},
    )


class OpenPointForm(PlainForm):
    """Something that nobody could say; ticked, it becomes a question."""

    is_asked = BooleanField(_("Ask"))
    text = LineField(_("What do we not know?"))
    person_id = ChoiceField(_("Who finds it out"), nothing=_("nobody yet"))

    def validate_text(self, field: Field) -> None:
        if self.is_asked.data and not field.data:
            raise ValidationError(gettext("Say what we do not know, or take the tick away."))


class EndingForm(Form):
    html_id = "ending-form"

    points = FieldList(FormField(OpenPointForm), max_entries=MOST_POINTS)

    def offer(self, people: ChoicePairs) -> None:
        for row in self.points:
            row.form.person_id.offer(people)

    @property
    def asked(self) -> Sequence[tuple[str, int | None]]:
        """The questions, each with who is to find it out."""
        rows = [row.form for row in self.points]
        return [(str(row.text.data), row.person_id.data) for row in rows if row.is_asked.data]
