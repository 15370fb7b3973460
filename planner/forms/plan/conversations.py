"""What is entered about a topic of conversation."""

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField
from planner.translation import lazy as _


class ConversationForm(Form):
    topic = LineField(_("Topic"), required=True)
    field_id = ChoiceField(_("Field"))
    goal_id = ChoiceField(_("Goal that it serves"))
    contract_id = ChoiceField(_("For the contract"))
