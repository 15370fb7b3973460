"""What is entered about a field: what a specialist is a specialist for."""

from planner.forms.base import Form
from planner.forms.inputs import LineField
from planner.translation import lazy as _


class FieldForm(Form):
    name = LineField(_("Name"), required=True)
