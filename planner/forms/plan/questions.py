"""What is entered about an open question."""

from planner.forms.base import Form
from planner.forms.inputs import TextField
from planner.translation import lazy as _


class QuestionForm(Form):
    text = TextField(_("What do we not know?"), required=True)


class AnswerForm(QuestionForm):
    answer = TextField(_("The answer"))
