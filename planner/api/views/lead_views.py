"""A lead that another program brings: what somebody has typed elsewhere, as into the form."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import Response, url_for
from werkzeug.datastructures import MultiDict

from planner.access import Permission
from planner.api.description.beside import LEAD_TEXTS
from planner.api.problems import FieldError, Problem
from planner.api.views import answers, asked, bodies
from planner.api.views.repeating import committed
from planner.jobs import background, leads as jobs
from planner.leads.actions import arrivals, guards
from planner.leads.forms.public import PublicLeadForm
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import printable, quoted, shortened
from planner.queries.people import form_settings
from planner.queries.people.form_settings import LeadFormSettings
from planner.queries.web import choices
from planner.translation import LANGUAGES
from planner.views.web import check_general, me
from planner.words import gettext

_INPUTS: Final = {"person": "contact_name", "field": "field_id", "consent": "agreed"}
"""The inputs of the form that have another name here."""
NAMES: Final = (*LEAD_TEXTS, "consent", "language", "consent_version")
"""What is sent of a lead: texts, that its person has agreed, in which language, and to which
version of the words."""


def create_lead() -> Response:
    """Of whoever may add a customer, which it may become; the public form need not be open."""
    asked.only()
    check_general(Permission.CREATE_CUSTOMER)
    sent = {name: value for name, value in bodies.as_object().items() if value is not None}
    settings, form = form_settings.current(), _form(sent)
    _check(sent, settings, form)
    guards.take_turn()
    lead = arrivals.receive(
        form.told,
        consent=settings.consent(sent["language"]),
        consent_version=settings.consent_version,
        share=form.kit.data,
        by=me(),
    )
    # Whether it waits as advertising is not said, as by the form.
    address = url_for("leads.show", lead_id=lead.id)
    document = {"id": lead.id, "times": lead.times, "url": address}
    answer = answers.as_json(document, 201 if lead.times == 1 else 200)
    answer.headers["Location"] = address
    committed(answer)
    background.start(jobs.place_waiting)
    return answer


def _form(sent: Mapping[str, Any]) -> PublicLeadForm:
    """The form as if it had been filled in with that."""
    fields = choices.choices_of_fields()
    typed = {
        _INPUTS.get(n, n): v for n, v in sent.items() if n in LEAD_TEXTS and isinstance(v, str)
    }
    chosen = next((str(identity) for identity, name in fields if name == sent.get("field")), "")
    typed |= {"field_id": chosen, "agreed": "y" if sent.get("consent") is True else ""}
    form = PublicLeadForm(formdata=MultiDict({name: text for name, text in typed.items() if text}))
    form.field_id.offer(fields)
    return form


def _check(sent: Mapping[str, Any], settings: LeadFormSettings, form: PublicLeadForm) -> None:
    """Raise Problem with what is wrong, the first thing of each place."""
    found = {each.pointer: each for each in reversed([*_misread(sent, settings), *_of_form(form)])}
    if found:
        raise Problem("validation", errors=tuple(reversed(found.values())))


def _misread(sent: Mapping[str, Any], settings: LeadFormSettings) -> Iterator[FieldError]:
    for name in sent.keys() - set(NAMES):
        known = ", ".join(NAMES)
        yield _error(name, Rule.UNKNOWN, name=printable(shortened(name)), known=known)
    for name in (*LEAD_TEXTS, "language"):
        if not isinstance(sent.get(name, ""), str):
            yield _error(name, Rule.NOT_TEXT)
    if not isinstance(sent.get("consent", True), bool):
        yield _error("consent", Rule.NOT_BOOLEAN)
    language, fields = sent.get("language"), [name for _id, name in choices.choices_of_fields()]
    if language is None:
        yield _error("language", Rule.MISSING, name="language")
    elif language not in (*LANGUAGES,):
        allowed = ", ".join(LANGUAGES)
        yield _error("language", Rule.NOT_ALLOWED, found=quoted(language), allowed=allowed)
    if sent.get("field", "") not in ("", *fields):
        found = quoted(sent["field"])
        yield _error("field", Rule.NOT_ALLOWED, found=found, allowed=", ".join(fields))
    yield from _outdated(sent.get("consent_version"), settings.consent_version)


def _outdated(version: Any, now: int) -> Iterator[FieldError]:
    """Where somebody has agreed to words that were others."""
    if version is None:
        return
    if not isinstance(version, int) or isinstance(version, bool):
        yield _error("consent_version", Rule.NOT_WHOLE_NUMBER)
    elif version != now:
        said = gettext(
            "Version %(version)s of the consent holds now. Show it and ask again.", version=now
        )
        yield FieldError("/consent_version", said)


def _error(at: str, rule: Rule, **values: object) -> FieldError:
    return FieldError(f"/{at}", gettext(rule.value) % values)


def _of_form(form: PublicLeadForm) -> Iterator[FieldError]:
    form.validate()
    names = {inside: name for name, inside in _INPUTS.items()}
    for field in form:
        if field.errors:
            yield FieldError(f"/{names.get(field.name, field.name)}", str(field.errors[0]))


LEAD_VIEWS: Final = {"leads": {"POST": create_lead}}
