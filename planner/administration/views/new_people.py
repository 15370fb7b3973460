"""Many people at once, from a table that is pasted or sent as a file."""

from flask import Blueprint, render_template
from sqlalchemy.exc import IntegrityError

from planner.actions.errors import Refused
from planner.administration.views.people import address_of_link
from planner.imports.forms import PastedTableForm
from planner.imports.pasted import looking, people as pasted
from planner.imports.pasted.bringing import as_import
from planner.imports.views.column_words import field_word
from planner.jobs import background, password_mails
from planner.models import Person, Role
from planner.views.web import Permission, Reply, check_general, db, invalid, me, once, pasted_tables
from planner.words import gettext, word

bp = Blueprint("new_people", __name__)
_SHOWN = ("name", "email", "role", "field", "team", "unit")


@bp.get("/new-people")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return _new(PastedTableForm())


@bp.post("/new-people/preview")
def create_preview() -> Reply:
    """Nothing is changed; the page shows what would be made."""
    check_general(Permission.ADMINISTER)
    form = pasted_tables.form()
    if not form.validate():
        return invalid("administration/new_people/new.html", form=form, example=_example())
    found = _look(form)
    if pasted_tables.edits_text():
        form.text.data = found.text
        return _new(form)
    return _preview(form, found)


@bp.post("/new-people")
@once
def create() -> Reply:
    """All of them or none. The links are shown this once: only their digests are kept."""
    check_general(Permission.ADMINISTER)
    form = pasted_tables.form()
    if not form.validate():
        return invalid("administration/new_people/new.html", form=form, example=_example())
    kind = pasted.PeopleAtHand(pasted_tables.made())
    found = pasted_tables.looked(kind, form.text.data or "")
    if not found.can_be_brought_in:
        return _preview(form, found), 422
    try:
        with as_import(kind, found, by=me()) as run:
            added = pasted.write(found.good, by=me())
            links = _links(added) if form.invites.data else []
            db.session.commit()
    except (Refused, IntegrityError):  # somebody was added in the same moment
        db.session.rollback()
        return _preview(form, _look(form)), 409
    background.start(password_mails.send_waiting)
    return render_template(
        "administration/new_people/added.html",
        added=added,
        run=run,
        links=links,
        is_mailed=password_mails.can_be_sent(),
    )


def _links(people: list[Person]) -> list[tuple[Person, str]]:
    invited = [person for person in people if person.email]
    return [(each, address_of_link(password_mails.make_link(each, by=me()))) for each in invited]


def _look(form: PastedTableForm) -> looking.Looked:
    return pasted_tables.looked(pasted.PeopleAtHand(pasted_tables.made()), form.text.data or "")


def _new(form: PastedTableForm) -> str:
    return render_template("administration/new_people/new.html", form=form, example=_example())


def _example() -> list[tuple[str, ...]]:
    south, sales = gettext("South"), gettext("Sales")
    return [
        tuple(field_word("people", name) for name in _SHOWN),
        ("Anna Berg", "anna@example.org", word(Role.GENERALIST), "", south, sales),
        ("Jo Kilian", "jo@example.org", word(Role.SPECIALIST), "Leasing", south, "Leasing"),
    ]


def _preview(form: PastedTableForm, found: looking.Looked) -> str:
    roles = [word(role) for role in Role]
    return render_template(
        "administration/new_people/preview.html",
        form=form,
        looked=found,
        titles={name: field_word("people", name) for name in pasted.PeopleAtHand.fields},
        offered={"role": roles},
        otherwise={"role": roles},
    )
