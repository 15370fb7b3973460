"""From what a page is asked for back to an address, and into words."""

import dataclasses
from typing import Any

from flask import url_for
from wtforms import Field, SelectField

from planner.forms.web.filters import FilterForm
from planner.insights.pages import FIRST_PAGE


def said(wanted: Any, **changed: Any) -> dict[str, Any]:
    """What an address has to say to ask for the same, but for what is changed.

    `wanted` is a filter. What it asks for unless told otherwise is not said, nor is what has to be
    told each time, such as a day.
    """
    parts = [one for one in dataclasses.fields(wanted) if one.default is not dataclasses.MISSING]
    usual = {one.name: one.default for one in parts}
    asked = {name: getattr(wanted, name) for name in usual} | changed
    return {name: value for name, value in asked.items() if value and value != usual.get(name)}


def address_asking(endpoint: str, wanted: Any, **changed: Any) -> str:
    """The first page of the same, or the page that is named."""
    return url_for(endpoint, **said(wanted, **{"page": FIRST_PAGE, **changed}))


def in_words(form: FilterForm) -> list[str]:
    """A line for each field that asks for something, such as "Team: South", for files that go
    without the page."""
    asked = [field for field in form.shown() if field.data and not field.errors]
    return [f"{field.label.text}: {_said(field)}" for field in asked]


def _said(field: Field) -> str:
    """The text of what was chosen, or what was written."""
    if not isinstance(field, SelectField):
        return str(field.data)
    chosen = {str(value): str(text) for value, text, *_rest in field.iter_choices()}
    return chosen.get(str(field.data), str(field.data))
