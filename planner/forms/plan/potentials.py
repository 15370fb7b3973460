"""What is entered about the potential of a field."""

from planner.forms.base import Form
from planner.forms.inputs import (
    ChoiceField,
    CompetitorsField,
    DayField,
    EnumField,
    LineField,
    MoneyField,
    NumberField,
)
from planner.models.kinds import PotentialStatus
from planner.translation import lazy as _


class PotentialForm(Form):
    field_id = ChoiceField(_("Field"), required=True)
    annual_value = MoneyField(_("Value a year"), required=True, least=0)
    share_of_wallet = NumberField(_("Our share in percent"), least=0, most=1, percent=True)
    unit = LineField(_("Unit of the customer"))
    competitors = CompetitorsField(_("Competitors"))
    screened_on = DayField(_("Screened on"), required=True)
    status = EnumField(_("State"), PotentialStatus)
