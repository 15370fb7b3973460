"""Asking, and saying no."""

from planner.forms.base import Form
from planner.forms.inputs import TextField
from planner.translation import lazy as _


class AskingForm(Form):
    """What makes a request convincing; it may stay empty."""

    reason = TextField(_("What you would bring in"))


class RequestDeclineForm(Form):
    reason = TextField(_("Why not"), required=True)
