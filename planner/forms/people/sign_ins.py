"""Signing in."""

from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired

from planner.forms.base import Form
from planner.forms.inputs import LineField
from planner.models.mixins import EMAIL_LENGTH
from planner.translation import lazy as _


class SignInForm(Form):
    email = LineField(
        _("E-mail"),
        required=True,
        longest=EMAIL_LENGTH,
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _("Password"),
        [InputRequired(_("Fill this in."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    kept = HiddenField()
