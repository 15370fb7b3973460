"""What the organisation decides for itself."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.translation import lazy as _


class SettingsForm(Form):
    administrators_see_plans = BooleanField(
        _("Administrators may read every plan, not only as members or as leads of the team")
    )
    reach_shown = BooleanField(
        _("Compare whom all of us know at customers with whom we have on record, naming nobody")
    )
