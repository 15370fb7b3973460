"""Asking, and saying no."""

from planner.forms.base import Form
from planner.forms.inputs import TextField
from planner.translation import lazy as _


class JoinRequestForm(Form):
    reason = TextField(_("What you would bring in"))


class DeclineForm(Form):
    reason = TextField(_("Why not"), required=True)
