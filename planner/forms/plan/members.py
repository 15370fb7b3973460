"""Inviting somebody to a plan, finding whom, and going."""

from wtforms import Form as PlainForm, HiddenField, StringField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, clean_text
from planner.translation import lazy as _


class CandidateFilterForm(PlainForm):
    """Comes in with the address."""

    search = StringField(_("Name, field or department"), filters=[clean_text])


class DepartureForm(Form):
    successor_id = ChoiceField(_("Who takes over"), nothing=_("(nobody: it stays where it is)"))


class InvitationForm(Form):
    person_id = ChoiceField(_("Whom to invite"), required=True)
    search = HiddenField(filters=[clean_text])
