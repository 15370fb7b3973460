"""Handing over what somebody holds, in one step, once it was looked at."""

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import people, successions
from planner.administration.forms.successions import SuccessionForm
from planner.models import Person
from planner.queries.people import holdings
from planner.translation import gettext
from planner.views.web import Permission, Reply, changed, choices, db, find, invalid, me

bp = Blueprint("successions", __name__)


@bp.get("/people/<int:person_id>/succession")
def new(person_id: int) -> str:
    person = find(Person, person_id, Permission.ADMINISTER)
    held = holdings.holdings_of_person(person, reader=me())
    return render_template(
        "administration/successions/new.html",
        person=person,
        holdings=held,
        form=_form(person, held),
    )


@bp.post("/people/<int:person_id>/succession")
def create(person_id: int) -> Reply:
    person = find(Person, person_id, Permission.ADMINISTER)
    held = holdings.holdings_of_person(person, reader=me())
    form = _form(person, held)
    shown = {"person": person, "holdings": held}
    if not form.validate():
        return invalid("administration/successions/new.html", form=form, **shown)
    to = {kind: db.session.get_one(Person, who) for kind, who in form.successors().items()}
    if "customers" in to and form.successors()["customers"] not in dict(choices.owners(None)):
        field = form.customers if form.customers.data else form.successor_id
        field.errors = [gettext("Choose somebody who can own customers, at least for those.")]
        return invalid("administration/successions/new.html", form=form, **shown)
    if "look" in request.form:
        return render_template("administration/successions/preview.html", form=form, to=to, **shown)
    successions.hand_over(person, {each.kind: each.ids for each in held}, to, by=me())
    if form.switch_off.data:
        people.update(person, {"is_active": False}, by=me())
    db.session.commit()
    flash(gettext("What %(name)s held is handed over.", name=person.name))
    return changed(url_for("people.edit", person_id=person.id))


def _form(person: Person, held: list[holdings.Holding]) -> SuccessionForm:
    form = SuccessionForm(html_id="succession-form")
    others = choices.choices_of_people(Person.is_active & (Person.id != person.id))
    owners = [choice for choice in choices.owners(None) if choice[0] != person.id]
    form.offer(others, owners, [each.kind for each in held])
    if not person.is_active:
        del form.switch_off
    return form
