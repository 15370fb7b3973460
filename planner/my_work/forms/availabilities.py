"""What somebody says about the own hours, and who stands in for them."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, NumberField, WeekField
from planner.models.people.availability import MOST_HOURS
from planner.translation import lazy as _


class AvailabilityForm(Form):
    html_id = "availability-form"
    hours = NumberField(_("Hours a week"), required=True, least=0, most=MOST_HOURS)
    week = WeekField(_("From the week on"), required=True)
    only_that_week = BooleanField(_("Only in this one week, for a holiday for example"))


class DeputyForm(Form):
    html_id = "deputy-form"
    deputy_id = ChoiceField(_("Who stands in for you"), nothing=_("(nobody)"))
