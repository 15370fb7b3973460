"""What administrators enter about a person."""

from flask_babel import gettext
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from planner import email_addresses
from planner.forms.base import Extra, Form
from planner.forms.inputs import ChoiceField, EnumField, LineField
from planner.forms.web.filters import FilterForm
from planner.models.kinds import Role, Side
from planner.models.mixins import EMAIL_LENGTH
from planner.translation import lazy as _


class PersonForm(Form):
    name = LineField(_("Name"), required=True)
    email = LineField(_("E-mail"), longest=EMAIL_LENGTH, render_kw={"inputmode": "email"})
    role = EnumField(_("Role"), Role)
    field_id = ChoiceField(_("Field"))
    team_id = ChoiceField(_("Team"))
    unit = LineField(_("Department"))
    is_administrator = BooleanField(_("Administrator: keeps people, teams, fields and settings"))
    is_auditor = BooleanField(_("Auditor: reads every plan and changes nothing"))
    is_active = BooleanField(_("May sign in"), default=True)

    def validate_email(self, field: LineField) -> None:
        address = field.data
        if not address or address == field.object_data or email_addresses.is_valid(address):
            return
        if not address.partition("@")[0].isascii():
            raise ValidationError(
                _("Most mail servers take no umlauts or accents before the @. Write it without.")
            )
        raise ValidationError(_("Write an address like anna@example.org."))

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """A field is needed by those who stand on the specialist side."""
        is_valid = super().validate(extra_validators)
        role = self.role.data
        if role and role.side is Side.SPECIALIST and not self.field_id.data:
            missing = gettext("Choose what the person is a specialist for.")
            self.field_id.errors = [*self.field_id.errors, missing]
            return False
        return is_valid


class PersonFilterForm(FilterForm):
    text = StringField(_("Name or address"))
