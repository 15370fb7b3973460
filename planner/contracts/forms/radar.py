"""What is looked for among all contracts."""

from wtforms import StringField

from planner.forms.inputs import ChoiceField, OfferedField
from planner.forms.web.filters import FilterForm
from planner.translation import lazy as _


class RadarForm(FilterForm):
    SHOWN = ("owner", "field_id", "state")

    text = StringField(_("Customer or contract"))
    owner = OfferedField(_("Owner"), nothing=_("All owners"))
    field_id = ChoiceField(_("Field"), nothing=_("All fields"))
    state = OfferedField(_("State"), nothing=_("All that go on"))
