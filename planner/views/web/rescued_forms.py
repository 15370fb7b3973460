"""A form that arrives after the session has ended is kept until its sender has signed in again.

What is kept travels with the sign-in page, sealed; the server keeps nothing. After signing in the
sender sees what was typed, and either saves it or goes on in the form that it was typed into.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import BooleanField, HiddenField
from wtforms.fields.core import UnboundField

from planner import clock
from planner.extensions import htmx
from planner.forms.base import Form, form_of_submission
from planner.forms.inputs import ChoiceField, ChoicesField, DayField, EnumField
from planner.forms.people.sign_ins import SignInForm
from planner.forms.web.answers_to_conflicts import is_part
from planner.insights import days
from planner.models import Person
from planner.views.web.addresses import of_whole_request
from planner.views.web.replies import Reply
from planner.words import exact_day, gettext, word

_HOURS = 12 * 60 * 60
_MARKS = {"csrf_token", "kept", Form.only_look}
_Items = list[tuple[str, str]]


@dataclass(frozen=True)
class RescuedForm:
    """What was sent: the address with its method in it, and the fields in their order."""

    address: str
    items: _Items

    @property
    def form(self) -> type[Form] | None:
        """The form that these fields were typed into; None where a button was pressed alone."""
        return form_of_submission(dict(self.items).get("submission", ""))

    @property
    def shown(self) -> _Items:
        """What people typed, with labels and values as they were on the page where that is known.

        What was chosen from a list of things is kept as well, but only its number is known here.
        """
        form = self.form
        said = [_said(getattr(form, name, None), name, value) for name, value in self.items]
        return [pair for pair in said if pair is not None]


def keep() -> Reply:
    """The sign-in page, with what was typed in its keeping."""
    form = SignInForm(formdata=None, data={"kept": pack()})
    return whole_page(render_template("people/sign_ins/new.html", form=form, kept=True), 401)


def offer_again(code: int = 400) -> Reply:
    """The same form again, for somebody whose page was too old to be trusted, or who was not the
    first of two."""
    return whole_page(render_template("web/rescued_forms/show.html", kept=received()), code)


def offer_to_send_again() -> Reply:
    """For a page that was open to everybody, and open for too long."""
    if request.endpoint == "sign_ins.create":  # it may itself hold a form that was kept
        form = SignInForm()
        body = render_template(
            "people/sign_ins/new.html", form=form, kept=form.kept.data, too_old=True
        )
        return whole_page(body, 400)
    return whole_page(render_template("web/rescued_forms/too_old.html"), 400)


def pack() -> str:
    """What was sent in this request, sealed."""
    kept = received()
    return _sealer().dumps([kept.address, kept.items])


def unpack(sealed: str) -> RescuedForm | None:
    """What was kept; None for what we have not sealed, or too long ago."""
    try:
        address, items = _sealer().loads(sealed, max_age=_HOURS)
    except BadData:
        return None
    return RescuedForm(address, [(name, value) for name, value in items])


def received() -> RescuedForm:
    """What was sent in this request."""
    items = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _MARKS and "password" not in name
    ]
    return RescuedForm(_address(), items)


def _address() -> str:
    """Where it was sent, so that a plain form can send it there again."""
    address = of_whole_request()
    if request.method == "POST" or "_method" in request.args:
        return address
    return f"{address}{'&' if '?' in address else '?'}_method={request.method}"


def _said(field: Any, name: str, value: str) -> tuple[str, str] | None:
    if name == "submission" or is_part(name) or not value:
        return None
    if not isinstance(field, UnboundField):
        return name, value
    label = str(field.args[0]) if field.args else name
    of = field.field_class
    if issubclass(of, HiddenField | ChoiceField | ChoicesField):
        return None
    return label, _value_said(of, field.args, value)


def _value_said(of: type, arguments: Any, value: str) -> str:
    if issubclass(of, BooleanField):
        return gettext("yes")
    if issubclass(of, EnumField) and value in list(arguments[1]):
        return word(arguments[1](value))
    return _day_said(value) if issubclass(of, DayField) else value


def _day_said(value: str) -> str:
    day = days.written(value, clock.today())
    return exact_day(day) if day else value


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept form")


def whole_page(body: str, code: int) -> Reply:
    """Shown in place of the page that sent the form, whoever sent it."""
    if htmx:
        return body, code, {"HX-Retarget": "body", "HX-Reswap": "innerHTML"}
    return body, code


def init_app(app: Flask) -> None:
    app.jinja_env.globals["drafts_of"] = owner_of_drafts


def owner_of_drafts(person: Person) -> str:
    """A name that is always the same for this person, and tells nobody else who it is.

    Several people may use one browser; none of them is offered what another has typed.
    """
    secret = str(current_app.secret_key).encode()
    return hashlib.blake2b(str(person.id).encode(), key=secret[:64], digest_size=16).hexdigest()
