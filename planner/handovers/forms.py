"""What is entered about a handover."""

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, TextField
from planner.translation import lazy as _


class DescriptionForm(Form):
    """What is still open is asked on the plan, and stands there from then on."""

    promised = TextField(_("What was promised"), render_kw={"rows": 6})
    still_open = TextField(_("What is still open"))


class PromiseForm(Form):
    text = TextField(_("Promise"), required=True)
    owner_id = ChoiceField(_("Who keeps it"), nothing=_("(nobody yet)"))
    due_on = DayField(_("Until"))
    kept_on = DayField(_("Kept on"))


class ProposalForm(Form):
    to_id = ChoiceField(_("Who takes over"), required=True)


class ReturnForm(Form):
    reason = TextField(_("What is missing"), required=True)
