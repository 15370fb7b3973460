"""What is said to an item of a plan."""

from planner.forms.base import Form
from planner.forms.inputs import ChoicesField, TextField
from planner.models.plan.comment import LONGEST_COMMENT
from planner.translation import lazy as _


class CommentForm(Form):
    """`tell` names people without typing their names."""

    text = TextField(_("Your comment"), required=True, longest=LONGEST_COMMENT)
    tell = ChoicesField(_("Tell them"))

    example = ""
    """A name that can be written after the @."""
