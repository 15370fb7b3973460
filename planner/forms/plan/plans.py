"""What is entered about a plan as a whole."""

from flask_babel import gettext
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import DayField, EnumField, TextField
from planner.models.kinds import Mode
from planner.translation import lazy as _


class PeriodForm(Form):
    """From when to when; the end comes after the start."""

    starts_on = DayField(_("From"), required=True)
    ends_on = DayField(_("To"), required=True)

    def validate_ends_on(self, field: DayField) -> None:
        start, end = self.starts_on.data, field.data
        if start is not None and end is not None and end <= start:
            raise ValidationError(gettext("The end must come after the start."))


class PlanForm(PeriodForm):
    mode = EnumField(_("Collaboration mode"), Mode)
    strategy = TextField(_("Strategy"))
