"""What a member answers to a symptom, and the day for which a rating is asked."""

import datetime

from flask_babel import gettext
from wtforms import Field, Form as PlainForm
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import DayField, EnumField, TextField
from planner.models.kinds import AnswerKind
from planner.translation import lazy as _


class SymptomAnswerForm(Form):
    """`today` is the first day until which something can be mended."""

    today: datetime.date | None = None

    kind = EnumField(_("Your answer"), AnswerKind)
    until = DayField(_("Mended until"))
    text = TextField(_("What is being done, or why it does not hold here"), required=True)

    def validate_until(self, field: Field) -> None:
        is_mending = self.kind.data is AnswerKind.MENDING
        if is_mending and self.today and field.data and field.data < self.today:
            raise ValidationError(gettext("This day is over. Choose a later one."))


class AsOfForm(PlainForm):
    """Comes in with the address."""

    as_of = DayField(_("As it stood on"))
