"""What the history calls a field, which is one thing of people and another of goals."""

from flask import Flask

from planner.views.history.changes_in_words import word_of
from planner.words import speaking


def test_department_of_a_person_is_not_called_as_the_unit_of_a_goal(app: Flask) -> None:
    with app.app_context(), speaking("de"):
        assert str(word_of("people", "unit")) == "Abteilung"
        assert str(word_of("goals", "unit")) == "Einheit"
