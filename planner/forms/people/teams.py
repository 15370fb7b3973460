"""What is entered about a team."""

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField
from planner.translation import lazy as _


class TeamForm(Form):
    name = LineField(_("Name"), required=True)
    region = LineField(_("Region"))
    department_id = ChoiceField(_("Lies below the department"))
