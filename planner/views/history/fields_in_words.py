"""What people call a field of something that the history tells of."""

from planner.forms.base import Form
from planner.forms.plan.goals import GoalForm
from planner.words.field_words import FIELDS, FIELDS_OF

# By table; of these only what is called otherwise, or is on no form, stands among the other words.
FORMS: dict[str, type[Form]] = {"goals": GoalForm}


def word_of(table: str, name: str) -> str | None:
    """None for what only programs read; some are called otherwise of some things."""
    form = FORMS.get(table)
    asked = form.words_in_history().get(name) if form else None
    return FIELDS_OF.get((table, name)) or FIELDS.get(name) or asked
