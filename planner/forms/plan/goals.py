"""What is entered about a goal."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, EnumField, LineField, NumberField, TextField
from planner.models.kinds import GoalStatus, Origin
from planner.translation import lazy as _


class GoalForm(Form):
    title = LineField(_("Goal"), required=True)
    field_id = ChoiceField(_("Field"))
    metric = LineField(_("What is measured"))
    unit = LineField(_("Unit"))
    baseline = NumberField(_("Starting value"))
    target = NumberField(_("Target"))
    current = NumberField(_("Now at"))
    due_on = DayField(_("Until"))
    origin = EnumField(_("Where it comes from"), Origin)
    customer_goal = BooleanField(_("This is a goal of the customer's own"))
    status = EnumField(_("State"), GoalStatus)
    missed_because = TextField(_("What outside the plan kept it from being reached"))
