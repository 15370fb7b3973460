"""What is entered about the public form."""

from urllib.parse import urlsplit

from flask_babel import gettext
from wtforms import BooleanField, Field
from wtforms.validators import Regexp, ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, TextField
from planner.translation import lazy as _

_COLOUR = Regexp(r"#[0-9a-fA-F]{6}\Z", message=_("Write a colour such as #1d4ed8."))


class LeadFormSettingsForm(Form):
    html_id = "lead-form-settings"

    is_open = BooleanField(_("The form is open to everybody"))
    button = LineField(_("Colour of the button"), required=True, also=[_COLOUR])
    background = LineField(_("Colour of the background"), required=True, also=[_COLOUR])
    sites = TextField(_("Sites that show the form"), render_kw={"rows": 2})
    receiver_id = ChoiceField(_("Who gets what no rule is about"), nothing=_("(nobody)"))
    consent_de = TextField(_("Consent, in German"), required=True)
    consent_en = TextField(_("Consent, in English"), required=True)

    def validate_sites(self, field: Field) -> None:
        for line in (field.data or "").split():
            if not _is_site(line):
                raise ValidationError(
                    gettext(
                        "%(line)s is no site. Write one a line, such as https://example.org.",
                        line=line,
                    )
                )


def _is_site(line: str) -> bool:
    """Only scheme, host and port: anything else would say something else in the policy."""
    try:
        parts = urlsplit(line)
        parts.port  # noqa: B018 - which raises for what is no number
    except ValueError:
        return False
    rest = (parts.path, parts.query, parts.fragment, parts.username)
    host = parts.hostname or ""
    plain = host.replace("-", "").replace(".", "").isalnum() and host.isascii()
    return parts.scheme in ("https", "http") and plain and not any(rest)
