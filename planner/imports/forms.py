"""What is typed on the pages of imports."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.translation import lazy as _


class UndoForm(Form):
    html_id = "undo-form"

    keep_touched = BooleanField(_("Leave what has been changed or used since, and undo the rest"))
