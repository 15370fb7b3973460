"""Inviting somebody to a plan, and finding whom."""

from wtforms import Form as PlainForm, HiddenField, StringField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, clean_text
from planner.translation import lazy as _


class CandidateFilterForm(PlainForm):
    """Comes in with the address."""

    search = StringField(_("Name, field or department"), filters=[clean_text])


class InvitationForm(Form):
    person_id = ChoiceField(_("Whom to invite"), required=True)
    search = HiddenField(filters=[clean_text])
