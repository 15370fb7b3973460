"""People, as administrators keep them, and the one-time links made for them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from planner.actions.people import people
from planner.forms.people.people import PersonFilterForm, PersonForm
from planner.jobs import account_mails, background, password_mails
from planner.models import Person
from planner.queries.people import holdings, people as queries
from planner.views.web import Permission, Refused, addresses, choices, db, find, me, once, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.rights import check_general

bp = Blueprint("people", __name__)


@bp.get("/people")
def index() -> str:
    check_general(Permission.ADMINISTER)
    form = PersonFilterForm(request.args)
    form.validate()
    wanted = queries.PeopleFilter(**form.asked())
    return render_template(
        "administration/people/index.html", form=form, wanted=wanted, found=queries.search(wanted)
    )


@bp.get("/people/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/people/form.html", form=_form())


@bp.post("/people")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = _form()
    person = saving.create(form, people.create)
    if person is None:
        return invalid("administration/people/form.html", form=form)
    db.session.commit()
    flash(gettext("%(name)s is added. Make a link to set a password next.", name=person.name))
    return redirect(url_for("people.edit", person_id=person.id), 303)


@bp.get("/people/<int:person_id>")
def edit(person_id: int) -> str:
    person = find(Person, person_id, Permission.ADMINISTER)
    return render_template("administration/people/form.html", form=_form(person), item=person)


@bp.post("/people/<int:person_id>")
def update(person_id: int) -> Reply:
    person = find(Person, person_id, Permission.ADMINISTER)
    before, address = _standing(person), person.email
    form = saving.save(_form, person, people.update)
    if not form.is_saved:
        return invalid("administration/people/form.html", form=form, item=person)
    turned = _standing(person) != before
    db.session.commit()
    if address is not None and address != person.email:
        background.start(account_mails.send_waiting)
    flash(gettext("%(name)s is saved.", name=person.name))
    if turned and holdings.holdings_of_person(person, reader=me()):
        flash(
            gettext("Look at what %(name)s holds, and hand over what is to go.", name=person.name)
        )
        return changed(url_for("successions.new", person_id=person.id))
    return changed(url_for("people.index"))


def _standing(person: Person) -> tuple[object, ...]:
    """What the work of somebody follows from; with another one it may be for others to do."""
    return person.is_active, person.role, person.team_id, person.field_id


@bp.post("/people/<int:person_id>/password-link")
def create_password_link(person_id: int) -> Reply:
    """The link is shown this once: only its digest is kept."""
    person = find(Person, person_id, Permission.ADMINISTER)
    if person.email is None or not person.is_active:
        raise Refused(
            "%(name)s needs an e-mail address and the right to sign in first.", name=person.name
        )
    token = password_mails.make_link(person, by=me())
    db.session.commit()
    background.start(password_mails.send_waiting)
    return render_template(
        "administration/people/password_link.html",
        person=person,
        address=address_of_link(token),
        is_mailed=password_mails.can_be_sent(),
    )


def _form(person: Person | None = None) -> PersonForm:
    form = PersonForm(obj=person)
    form.team_id.offer(choices.choices_of_teams())
    form.field_id.offer(choices.choices_of_fields())
    return form


def address_of_link(token: str) -> str:
    """The administrator's own way here is good for others, unless the organisation says better."""
    return addresses.public_address(url_for("passwords.edit", token=token))
