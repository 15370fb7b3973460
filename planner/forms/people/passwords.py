"""Setting a password, and asking for the link to do so."""

from typing import Any

from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from planner.forms.base import Form
from planner.forms.inputs import LineField
from planner.models.mixins import EMAIL_LENGTH
from planner.translation import lazy as _

_LONGEST = 500
_LONG_ENOUGH = 10


def _new_password(label: str, *also: Any) -> PasswordField:
    return PasswordField(
        label,
        [InputRequired(_("Fill this in.")), *also],
        render_kw={"autocomplete": "new-password"},
    )


class NewPasswordForm(Form):
    password = _new_password(
        _("New password"),
        Length(min=_LONG_ENOUGH, message=_("Use at least %(min)d characters.")),
        Length(max=_LONGEST, message=_("Use at most %(max)d characters.")),
    )
    password_again = _new_password(
        _("The same again"), EqualTo("password", _("The two are not the same."))
    )


class ChangePasswordForm(NewPasswordForm):
    """Whoever changes a password shows first that they know the one there is."""

    password_now = PasswordField(
        _("Password until now"),
        [InputRequired(_("Fill this in."))],
        render_kw={"autocomplete": "current-password"},
    )


class ForgottenPasswordForm(Form):
    email = LineField(
        _("E-mail"),
        required=True,
        longest=EMAIL_LENGTH,
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
