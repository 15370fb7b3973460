"""What one says of a token that is to be made."""

from planner.forms.base import Form
from planner.forms.inputs import EnumField, LineField
from planner.forms.web.whole_numbers import WholeNumberField
from planner.models import TokenScope
from planner.models.people.api_token import MOST_DAYS, USUAL_DAYS
from planner.translation import lazy as _


class TokenForm(Form):
    html_id = "token-form"
    name = LineField(_("Name"), required=True)
    scope = EnumField(_("What it may"), of=TokenScope, default=TokenScope.READ)
    days = WholeNumberField(_("Days"), required=True, least=1, most=MOST_DAYS, default=USUAL_DAYS)
