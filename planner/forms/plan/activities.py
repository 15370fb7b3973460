"""What is entered about an activity, and what is looked for in the pool."""

import datetime
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import (
    ChoiceField,
    ChoicesField,
    DayField,
    EnumField,
    LineField,
    NumberField,
    OfferedField,
    TextField,
)
from planner.forms.web.filters import FilterForm, PageField
from planner.models.kinds import ActivityKind
from planner.translation import lazy as _


class ScheduleForm(Form):
    """When somebody does an activity, and how long that takes.

    `earliest` is the day on which the activity was written down: nothing is due before.
    """

    earliest: datetime.date | None = None

    due_on = DayField(_("Until"))
    effort_hours = NumberField(_("Effort in hours"), least=0)

    def validate_due_on(self, field: Field) -> None:
        unchanged = field.data == field.object_data
        if field.data and self.earliest and field.data < self.earliest and not unchanged:
            raise ValidationError(
                gettext("This day is before the activity was written down. Choose a later one.")
            )


def activity_kind(**named: Any) -> EnumField:
    """The field of an activity's kind; "With the customer" follows it on the page (planner.js)."""
    usual = " ".join(kind for kind in ActivityKind if kind.is_with_customer)
    kinds = {"data-with-customer": usual}
    return EnumField(_("Kind"), ActivityKind, render_kw=kinds, **named)


class ActivityForm(ScheduleForm):
    title = LineField(_("What is to be done"), required=True)
    kind = activity_kind()
    field_id = ChoiceField(_("Field"))
    goal_id = ChoiceField(_("For the goal"))
    deal_id = ChoiceField(_("For the planned deal"))
    contract_id = ChoiceField(_("For the contract"))
    participant_ids = ChoicesField(_("Who else takes part"))
    customer_facing = BooleanField(_("With the customer"))
    internal_note = TextField(_("Internal note"))


class NewActivityForm(ActivityForm):
    assignee_id = ChoiceField(_("Who does it"))

    def validate_customer_facing(self, field: Field) -> None:
        if field.data and self.kind.data is ActivityKind.INTERNAL:
            raise ValidationError(
                gettext(
                    "What is internal is not with the customer. Untick this, or change the kind."
                )
            )


class AssignmentForm(Form):
    person_id = ChoiceField(_("Hand on to"), required=True)


class PoolFilterForm(FilterForm):
    SHOWN = ("field_id", "region", "due_until")

    field_id = ChoiceField(_("Field"), nothing=_("All"))
    region = OfferedField(_("Region"), nothing=_("All"))
    due_until = DayField(_("Due until"))
    customers_page = PageField()
