"""Which week somebody looks at."""

from wtforms import Form as PlainForm

from planner.forms.inputs import WeekField
from planner.translation import lazy as _


class WeekChoiceForm(PlainForm):
    """Comes in with the address; what makes no sense there is told and not looked for."""

    week = WeekField(_("Week"))
