"""What one says of a feed that is to be made."""

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, EnumField
from planner.models import FeedLevel, FeedScope
from planner.translation import lazy as _


class FeedForm(Form):
    html_id = "feed-form"
    scope = EnumField(_("Whose days"), of=FeedScope, default=FeedScope.MINE)
    customer = ChoiceField(_("Customer"))
    level = EnumField(_("What it tells"), of=FeedLevel, default=FeedLevel.DISCREET)
