"""Before a customer is saved: whether it may be there already, under this name or another."""

from flask import request

from planner.actions.editing import Values
from planner.forms.plan.customers import CustomerForm
from planner.insights.versions import version
from planner.models import Customer
from planner.queries.plan.alike_customers import Alike, alike
from planner.views.web import Refused, me

DESPITE = "despite"
"""Names what the sender has looked at; of another name or website it is asked once more."""


def refuse_alike(values: Values, but: Customer | None = None) -> None:
    """Raise Refused at the name, unless nothing is alike, or the sender has said that it differs.

    Without a new name or website there is nothing to ask.
    """
    name, website = values["name"], values["website"]
    if not _has_looked(name, website) and _found(name, website, but):
        raise Refused("This customer may be there already.", field="name")


def beside_form(form: CustomerForm, but: Customer | None = None) -> dict[str, object]:
    """What stands at a form that comes back, for its template."""
    name, website = form.name.data or "", form.website.data
    return {
        "alike": _found(name, website, but) if name else None,
        "alike_mark": _mark_of(name, website),
        "has_looked": _has_looked(name, website),
    }


def _mark_of(name: str, website: str | None) -> str:
    """What is sent along by whoever has looked."""
    return version(f"{name}\n{website or ''}")


def _has_looked(name: str, website: str | None) -> bool:
    return request.form.get(DESPITE) == _mark_of(name, website)


def _found(name: str, website: str | None, but: Customer | None) -> Alike | None:
    if but is not None and (name, website) == (but.name, but.website):
        return None
    return alike(name, website, person=me(), but=but) or None
