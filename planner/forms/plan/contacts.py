"""What is entered about somebody of the customer's."""

from typing import Any

from wtforms.validators import ValidationError

from planner import email_addresses
from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, ChoicesField, EnumField, KnownSinceField, LineField
from planner.models.kinds import BuyingRole
from planner.models.mixins import EMAIL_LENGTH
from planner.models.plan.contact import LONGEST_PROFILE
from planner.translation import lazy as _
from planner.words.scales import ATTITUDES, INFLUENCES


class ContactForm(Form):
    name = LineField(_("Name"), required=True)
    function = LineField(_("Function"))
    email = LineField(_("E-mail"), longest=EMAIL_LENGTH, render_kw={"inputmode": "email"})
    profile = LineField(_("Profile in a business network"), longest=LONGEST_PROFILE)
    buying_role = EnumField(_("Role in the decision"), BuyingRole, optional=True)
    influence = ChoiceField(_("Influence"))
    attitude = ChoiceField(_("Attitude towards us"))
    reports_to_id = ChoiceField(_("Reports to"))
    known_by = ChoicesField(_("Known by"))
    known_since = KnownSinceField(_("Known since"))

    def validate_email(self, field: LineField) -> None:
        if (said := _new(field)) and not email_addresses.is_valid(said):
            raise ValidationError(_("Write an address like anna@example.org."))

    def validate_profile(self, field: LineField) -> None:
        if (said := _new(field)) and not said.lower().startswith(("https://", "http://")):
            raise ValidationError(_("Write an address that begins with https://."))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.influence.offer([(n, str(text)) for n, text in INFLUENCES.items()])
        self.attitude.offer([(n, str(text)) for n, text in ATTITUDES.items()])


def _new(field: LineField) -> str:
    """What came in by a file stays as it is until somebody writes something else."""
    said = field.data or ""
    return "" if said == field.object_data else said
