"""What a list was narrowed down to, in words, for files that go without the page."""

from wtforms import Field, Form, SelectField


def in_words(form: Form, *but: str) -> list[str]:
    """A line for each field of a filter that asks for something, such as "Team: South"."""
    asked = [field for field in form if field.data and not field.errors and field.name not in but]
    return [f"{field.label.text}: {_said(field)}" for field in asked]


def _said(field: Field) -> str:
    """The text of what was chosen, or what was written."""
    if not isinstance(field, SelectField):
        return str(field.data)
    chosen = {str(value): str(text) for value, text, *_rest in field.iter_choices()}
    return chosen.get(str(field.data), str(field.data))
