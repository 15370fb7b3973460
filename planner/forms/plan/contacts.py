"""What is entered about somebody of the customer's."""

from typing import Any

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, ChoicesField, EnumField, KnownSinceField, LineField
from planner.models.kinds import BuyingRole
from planner.translation import lazy as _
from planner.words.scales import ATTITUDES, INFLUENCES


class ContactForm(Form):
    name = LineField(_("Name"), required=True)
    function = LineField(_("Function"))
    buying_role = EnumField(_("Role in the decision"), BuyingRole, optional=True)
    influence = ChoiceField(_("Influence"))
    attitude = ChoiceField(_("Attitude towards us"))
    reports_to_id = ChoiceField(_("Reports to"))
    known_by = ChoicesField(_("Known by"))
    known_since = KnownSinceField(_("Known since"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.influence.offer([(n, str(text)) for n, text in INFLUENCES.items()])
        self.attitude.offer([(n, str(text)) for n, text in ATTITUDES.items()])
