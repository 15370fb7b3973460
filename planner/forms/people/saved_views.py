"""What a saved view is called."""

from wtforms import HiddenField

from planner.forms.base import Form
from planner.forms.inputs import LineField
from planner.translation import lazy as _


class SavedViewForm(Form):
    """`asked` is the filter as an address says it."""

    html_id = "saved-view-form"
    name = LineField(_("Name"), required=True)
    asked = HiddenField()
