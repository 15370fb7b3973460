"""The day that somebody wants to see a plan on."""

from wtforms import Form as PlainForm

from planner.forms.inputs import DayField
from planner.translation import lazy as _


class PastDayForm(PlainForm):
    """Comes in with the address."""

    day = DayField(_("As it was on"), required=True)
