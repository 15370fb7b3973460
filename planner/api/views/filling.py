"""What a program sends, as if somebody had typed it into the form of the page."""

import datetime
import enum
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from planner.actions.errors import Refused
from planner.api.problems import FieldError, Problem
from planner.forms.base import Form
from planner.insights import numbers
from planner.views.web.replies import reason

_Filled = TypeVar("_Filled", bound=Form)
_Done = TypeVar("_Done")


def fill_form(form_of: Callable[..., _Filled], values: Mapping[str, Any]) -> _Filled:
    """The form with these values, by its inputs; what is not among them stays as the form has it.

    `form_of` makes the form of what is sent to it as `formdata`.
    """
    blank = form_of(formdata=None)
    said = {field.name: field.data for field in blank.shown} | dict(values)
    typed = {name: _typed(value) for name, value in said.items() if name in blank}
    sent = {name: text for name, text in typed.items() if text is not None}
    return form_of(formdata=MultiDict({**sent, "written_in": "en"}))


def done_by_form(form: Form, names: Mapping[str, str], action: Callable[[], _Done]) -> _Done:
    """What the action makes of the form; raise Problem with what the form or the action says.

    `names` are those of the API by the inputs that are called otherwise here.
    """
    if not form.validate():
        raise Problem("validation", errors=tuple(_errors(form, names)))
    try:
        return action()
    except Refused as error:
        if error.field is None or error.field not in form:
            raise
        said = FieldError(f"/{names.get(error.field, error.field)}", reason(error))
        raise Problem("validation", errors=(said,)) from error


def _errors(form: Form, names: Mapping[str, str]) -> list[FieldError]:
    return [
        FieldError(f"/{names.get(field.name, field.name)}", str(said))
        for field in form
        for said in field.errors
    ]


def _typed(value: Any) -> str | None:
    """As it is sent by a browser, in English; None for a box that is not ticked."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "y", False: None}[value]
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return numbers.unmistakable(f"{value:f}")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
