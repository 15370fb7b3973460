"""What is entered about a content kit."""

from urllib.parse import urlsplit

from flask_babel import gettext
from flask_wtf.file import FileField
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, TextField
from planner.translation import lazy as _


class ContentKitForm(Form):
    html_id = "content-kit-form"

    name = LineField(_("Name"), required=True)
    text = TextField(_("Text"), required=True, longest=5000, render_kw={"rows": 8})
    link = LineField(_("Link"), longest=2000)
    field_id = ChoiceField(_("Field"), nothing=_("(none)"))
    is_shared = BooleanField(_("Is shared"), default=True)

    def validate_link(self, field: Field) -> None:
        if field.data and not _is_link(field.data):
            raise ValidationError(gettext("Write an address that begins with https://."))


class KitPictureForm(Form):
    html_id = "kit-picture-form"

    file = FileField(_("Picture"))

    def validate_file(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose a picture."))


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)
