"""What is entered about an exception from the rules of involvement."""

from flask_babel import gettext
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, TextField
from planner.translation import lazy as _


class InvolvementExceptionForm(Form):
    html_id = "involvement-exception-form"

    field_id = ChoiceField(_("Field"), nothing=_("All fields"))
    until = DayField(_("Until"))
    reason = TextField(_("Reason"), required=True)

    def validate_until(self, field: DayField) -> None:
        if field.data is not None and field.data < clock.today():
            raise ValidationError(gettext("This day is over. Choose another one, or none."))


class InvolvementDeclineForm(Form):
    html_id = "involvement-decline-form"

    reason = TextField(_("Why not"), required=True)
