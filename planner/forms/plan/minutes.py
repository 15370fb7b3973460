"""The minutes of a review, which several people write at the same time, and one decision."""

from planner.forms.base import Form
from planner.forms.inputs import TextField
from planner.forms.inputs.texts import SharedTextField
from planner.forms.plan.reviews import DecisionForm
from planner.translation import lazy as _


class MinutesForm(Form):
    outcome = SharedTextField(_("Minutes"), render_kw={"rows": 18})


class OneDecisionForm(Form, DecisionForm):
    """A decision that is made while the minutes are written."""

    text = TextField(_("What was decided"), required=True, render_kw={"rows": 2})
