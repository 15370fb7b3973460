"""What comes next after a talk that was left without."""

from planner.forms.base import Form
from planner.forms.inputs import DayField, TextField
from planner.translation import lazy as _


class NextStepForm(Form):
    next_step = TextField(_("Next step"), required=True, render_kw={"rows": 2})
    next_step_on = DayField(_("Next step until"), required=True)
