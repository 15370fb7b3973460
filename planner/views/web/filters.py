"""From what a page is asked for back to an address, and into words."""

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Flask, request, url_for
from wtforms import DateField, Field, SelectField

from planner.forms.web.filters import FilterForm, PageField
from planner.insights.pages import FIRST_PAGE
from planner.queries.web.customer_filter import CustomerFilter
from planner.words import exact_day


def said(wanted: Any, **changed: Any) -> dict[str, Any]:
    """What an address has to say to ask for the same, but for what is changed.

    `wanted` is a filter. What it asks for unless told otherwise is not said, nor is what has to be
    told each time, such as a day.
    """
    parts = [one for one in dataclasses.fields(wanted) if one.default is not dataclasses.MISSING]
    usual = {one.name: one.default for one in parts}
    asked = {name: getattr(wanted, name) for name in usual} | changed
    return {name: value for name, value in asked.items() if value and value != usual.get(name)}


_Filter = TypeVar("_Filter", bound=CustomerFilter)


def without(wanted: _Filter, *names: str) -> _Filter:
    """The same filter that does not ask for these."""
    usual: dict[str, Any] = {
        one.name: one.default for one in dataclasses.fields(wanted) if one.name in names
    }
    return dataclasses.replace(wanted, **usual)


def address_asking(endpoint: str, wanted: Any, **changed: Any) -> str:
    """The first page of the same, or the page that is named."""
    return url_for(endpoint, **said(wanted, **{"page": FIRST_PAGE, **changed}))


def addresses_of(endpoint: str, *wanted: Any) -> Callable[..., str]:
    """The same for a template, which says what is wanted, or only what is to be changed of it."""
    return partial(address_asking, endpoint, *wanted)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(filter_chips=chips, without_filters=without_filters)


def chips(form: FilterForm) -> list[tuple[str, str]]:
    """Of each field that asks for something, what it asks for and the address without that."""
    return [(_in_words(field), _here_without(form, field.name)) for field in form.narrowing()]


def without_filters(form: FilterForm) -> str:
    """Where the page shows all that there is, in the same order."""
    narrowing = (name for name in form.SHOWN if name not in form.IN_ORDER)
    return _here_without(form, "text", *narrowing)


def _here_without(form: FilterForm, *names: str) -> str:
    pages = (field.name for field in form if isinstance(field, PageField))
    left_out = {*names, *pages}
    asked = {n: value for n, value in request.args.items() if value and n not in left_out}
    return url_for(request.endpoint or "", **{**asked, **(request.view_args or {})})


def filter_in_words(form: FilterForm) -> list[str]:
    """A line for each field that asks for something, such as "Team: South", for files that go
    without the page."""
    asked = [field for field in form.shown() if field.data and not field.errors]
    return [_in_words(field) for field in asked]


def _in_words(field: Field) -> str:
    return f"{field.label.text}: {_said(field)}"


def _said(field: Field) -> str:
    """The text of what was chosen, or what was written."""
    if isinstance(field, DateField):
        return exact_day(field.data)
    if not isinstance(field, SelectField):
        return str(field.data)
    chosen = {str(value): str(text) for value, text, *_rest in field.iter_choices()}
    return chosen.get(str(field.data), str(field.data))
