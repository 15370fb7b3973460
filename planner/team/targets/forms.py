"""What is entered about a target."""

from flask_babel import gettext
from wtforms.validators import Regexp, ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, LineField, MoneyField
from planner.translation import lazy as _


class TargetForm(Form):
    """Both days belong to the period, so a target may be of one day."""

    starts_on = DayField(_("From"), required=True)
    ends_on = DayField(_("To"), required=True)
    amount = MoneyField(_("Amount"), required=True, least=0)
    currency = LineField(
        _("Currency"),
        required=True,
        default="EUR",
        also=[Regexp(r"[A-Z]{3}\Z", message=_("Write three capital letters, such as EUR."))],
    )

    def validate_ends_on(self, field: DayField) -> None:
        start, end = self.starts_on.data, field.data
        if start is not None and end is not None and end < start:
            raise ValidationError(gettext("The last day must not come before the first."))


class NewTargetForm(TargetForm):
    """A target stays with its team and its field; for others another one is set."""

    team_id = ChoiceField(_("Team"), required=True)
    field_id = ChoiceField(_("Field"), nothing=_("All fields together"))
