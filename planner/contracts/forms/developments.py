"""What is entered to develop further what a contract has begun."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, LineField, MoneyField, NumberField
from planner.translation import lazy as _


class DevelopmentForm(Form):
    title = LineField(_("Goal"), required=True)
    field_id = ChoiceField(_("Field"))
    annual_value = MoneyField(_("Value a year"), required=True, least=0)
    ends_on = DayField(_("Until"), required=True)
    probability = NumberField(
        _("Probability in percent"), required=True, percent=True, least=0, most=1
    )
    in_next_period = BooleanField(_("Begin the next period with it"))
