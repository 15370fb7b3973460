"""Sending the organisation's logo."""

from flask_wtf.file import FileField, FileRequired

from planner.forms.base import Form
from planner.translation import lazy as _


class LogoForm(Form):
    html_id = "logo-form"

    file = FileField(
        _("Logo"),
        [FileRequired(_("Choose a picture."))],
        render_kw={"accept": "image/png,image/jpeg"},
    )
