"""What is entered about who gets which leads."""

from wtforms.validators import Regexp

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField
from planner.forms.web.filters import FilterForm
from planner.translation import lazy as _

_TWO_LETTERS = Regexp(r"[A-Z]{2}\Z", message=_("Write two capital letters, such as DE."))


class LeadRuleForm(Form):
    html_id = "lead-rule-form"

    field_id = ChoiceField(_("Field"), nothing=_("Any field"))
    country = LineField(_("Country"), also=[_TWO_LETTERS])
    postcode = LineField(_("Postcode begins with"))
    segment = LineField(_("Segment"))
    receiver_id = ChoiceField(_("Goes to"), required=True)


class TryOutForm(FilterForm):
    """A lead that nobody has sent, to see where it would go."""

    SHOWN = ("field_id", "country", "postcode", "segment")

    field_id = ChoiceField(_("Field"), nothing=_("Any field"))
    country = LineField(_("Country"))
    postcode = LineField(_("Postcode"))
    segment = LineField(_("Segment"))
