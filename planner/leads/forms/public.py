"""What somebody outside fills in."""

import re
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, Field, HiddenField, StringField
from wtforms.validators import InputRequired, Regexp, ValidationError

from planner import email_addresses
from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, TextField, clean_text
from planner.models.leads.lead import LONGEST_MESSAGE
from planner.models.mixins import EMAIL_LENGTH, KEY_LENGTH
from planner.translation import lazy as _

_TELEPHONE = re.compile(r"[\d\s()+/.–-]{4,}(?:\s*\w{0,12})\Z")
_UNSEEN = ("agreed", "fax", "seal", "kit")


class PublicLeadForm(Form):
    """`fax` is seen by programs only, and stays empty; `seal` says when the form was opened."""

    html_id = "lead-form"

    company = LineField(_("Company"), required=True)
    contact_name = LineField(_("Your name"), required=True)
    email = LineField(_("Your e-mail"), longest=EMAIL_LENGTH)
    telephone = LineField(_("Your telephone"))
    country = LineField(
        _("Country, in two letters"),
        also=[Regexp(r"[A-Za-z]{2}\Z", message=_("Write two letters, such as DE."))],
    )
    postcode = LineField(_("Postcode"))
    city = LineField(_("City"))
    website = LineField(_("Website"))
    field_id = ChoiceField(_("What it is about"), nothing=_("Something else"))
    message = TextField(_("Your message"), longest=LONGEST_MESSAGE, render_kw={"rows": 6})
    agreed = BooleanField(
        _("I agree"), validators=[InputRequired(_("Without your consent nothing is kept."))]
    )
    fax = StringField(_("Leave this empty"))
    source = HiddenField(filters=[clean_text])
    campaign = HiddenField(filters=[clean_text])
    kit = HiddenField(filters=[clean_text])
    seal = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if not (self.email.data or self.telephone.data):
            said = gettext("Say how we can reach you: by e-mail or by telephone.")
            self.email.errors = [*self.email.errors, said]
            return False
        return good

    def validate_email(self, field: Field) -> None:
        if field.data and not email_addresses.is_valid(field.data):
            raise ValidationError(gettext("This is no e-mail address."))

    def validate_telephone(self, field: Field) -> None:
        if field.data and not _TELEPHONE.match(field.data):
            raise ValidationError(gettext("This is no telephone number."))

    @property
    def told(self) -> dict[str, Any]:
        """What is kept of it; where it came from no further than there is room."""
        values = self.values(but=_UNSEEN)
        values["country"] = (values["country"] or "").upper() or None
        for name in ("source", "campaign"):
            values[name] = (values[name] or "")[:KEY_LENGTH] or None
        return values
