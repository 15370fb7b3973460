"""What somebody says about the own hours."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import NumberField, WeekField
from planner.models.people.availability import MOST_HOURS
from planner.translation import lazy as _


class AvailabilityForm(Form):
    html_id = "availability-form"
    hours = NumberField(_("Hours a week"), required=True, least=0, most=MOST_HOURS)
    week = WeekField(_("From the week on"), required=True)
    only_that_week = BooleanField(_("Only in this one week, for a holiday for example"))
