"""Which plans of the team's are looked at by the day of their next review."""

from wtforms import Form as PlainForm
from wtforms import IntegerField
from wtforms.validators import Optional

from planner.forms.coverage import OfferedField
from planner.translation import lazy as _


class DueReviewsForm(PlainForm):
    """Comes in with the address; what makes no sense there is told and not looked for."""

    team = OfferedField(_("Team"), nothing=_("All teams"))
    region = OfferedField(_("Region"), nothing=_("All regions"))
    segment = OfferedField(_("Segment"), nothing=_("All segments"))
    due = OfferedField(_("Next review"), nothing=_("whenever it is due"))
    page = IntegerField(validators=[Optional()], default=1)
