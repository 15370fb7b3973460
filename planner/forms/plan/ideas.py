"""What is entered about an idea."""

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, TextField
from planner.translation import lazy as _


class IdeaForm(Form):
    title = LineField(_("Idea"), required=True)
    benefit = TextField(_("What the customer gains"))
    field_id = ChoiceField(_("Field"))


class ProposedIdeaForm(IdeaForm):
    """An idea that nobody has decided about yet."""

    presented = BooleanField(_("It has been presented"))
