"""Which plans of the team's are looked at by the day of their next review."""

from planner.forms.inputs import OfferedField
from planner.forms.web.filters import CustomerFilterForm
from planner.translation import lazy as _


class ReviewFilterForm(CustomerFilterForm):
    SHOWN = ("due", "team", "region", "segment")

    due = OfferedField(_("Next review"), nothing=_("whenever it is due"))
