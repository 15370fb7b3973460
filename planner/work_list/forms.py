"""What is entered where a step is put off."""

from flask_babel import gettext
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.base import Form
from planner.forms.inputs import DayField, TextField
from planner.translation import lazy as _


class PostponementForm(Form):
    html_id = "postponement-form"

    until = DayField(_("Until"), required=True)
    reason = TextField(_("Why not now"), required=True)

    def validate_until(self, field: DayField) -> None:
        if field.data is not None and field.data <= clock.today():
            raise ValidationError(gettext("Choose a day after today."))
