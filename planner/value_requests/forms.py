"""What a value specialist is asked for, and why one says no."""

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, TextField
from planner.translation import lazy as _


class ValueRequestForm(Form):
    person_id = ChoiceField(_("Whom to ask"), nothing=_("Whoever of them takes it"))
    text = TextField(_("What it is about"), required=True)


class ValueDeclineForm(Form):
    reason = TextField(_("Why not"), required=True)
