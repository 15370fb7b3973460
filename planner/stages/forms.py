"""What is entered where a customer is moved to another stage, and looked for on the board."""

from wtforms import HiddenField, StringField

from planner.forms.base import Form
from planner.forms.inputs import EnumField, OfferedField, TextField
from planner.forms.web.filters import FilterForm
from planner.models.kinds import Stage
from planner.translation import lazy as _


class StageForm(Form):
    """`seen` is the stage that the customer had when the form was made."""

    html_id = "stage-form"

    stage = EnumField(_("Stage"), Stage)
    reason = TextField(_("Why"))
    seen = HiddenField()


class StageBoardForm(FilterForm):
    SHOWN = ("owner", "segment")
    ASKED = ("text", *SHOWN)

    text = StringField(_("Name or place"))
    owner = OfferedField(_("Owner"), nothing=_("All owners"))
    segment = OfferedField(_("Segment"), nothing=_("All segments"))
