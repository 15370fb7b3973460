"""What takes the place of a team or a field that is deleted."""

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField
from planner.translation import lazy as _


class RemovalForm(Form):
    html_id = "removal-form"

    successor_id = ChoiceField(_("What takes its place"), nothing=_("(nothing)"))
