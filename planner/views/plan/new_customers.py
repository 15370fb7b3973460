"""Many customers at once, from a table that is pasted or sent as a file."""

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from planner.imports.forms import PastedTableForm
from planner.imports.pasted import customers as pasted, looking
from planner.imports.pasted.bringing import as_import
from planner.imports.views.column_words import field_word
from planner.models import Person, Stage
from planner.views.web import Permission, check_general, choices, db, may, me, once, pasted_tables
from planner.views.web.replies import Reply, changed, invalid
from planner.words import gettext, ngettext, word

bp = Blueprint("new_customers", __name__)


@bp.get("/new-customers")
def new() -> str:
    check_general(Permission.CREATE_CUSTOMER)
    return _new(PastedTableForm())


@bp.post("/new-customers/preview")
def create_preview() -> Reply:
    """Nothing is changed; the page shows what would be made."""
    check_general(Permission.CREATE_CUSTOMER)
    form = pasted_tables.form()
    if not form.validate():
        return invalid("plan/new_customers/new.html", form=form, example=_example())
    found = _look(form)
    if pasted_tables.edits_text():
        form.text.data = found.text
        return _new(form)
    return _preview(form, found)


@bp.post("/new-customers")
@once
def create() -> Reply:
    """All of them or none."""
    check_general(Permission.CREATE_CUSTOMER)
    form = pasted_tables.form()
    if not form.validate():
        return invalid("plan/new_customers/new.html", form=form, example=_example())
    kind = _kind()
    found = pasted_tables.looked(kind, form.text.data or "")
    if not found.can_be_brought_in:
        return _preview(form, found), 422
    try:
        with as_import(kind, found, by=me()) as run:
            added = pasted.write(found.good, by=me())
            db.session.commit()
    except IntegrityError:  # somebody was faster
        db.session.rollback()
        return _preview(form, _look(form)), 409
    flash(ngettext("%(num)d customer is added.", "%(num)d customers are added.", len(added)))
    if may(Permission.ADMINISTER):
        flash(gettext("This is import %(number)s. As a whole it is undone there.", number=run.id))
    return changed(url_for("customers.index"))


def _look(form: PastedTableForm) -> looking.Looked:
    return pasted_tables.looked(_kind(), form.text.data or "")


def _kind() -> pasted.PastedCustomers:
    mine = me().id if me().is_generalist_side else None
    is_allowed = may(Permission.ADMINISTER)
    return pasted.PastedCustomers(_owners(), mine, is_allowed=is_allowed, person=me())


def _owners() -> dict[str, int]:
    """Who can own a customer, by address and by name; a name that several have says nobody."""
    able = choices.owners(None)
    statement = select(Person.email, Person.id).where(Person.id.in_([each for each, _name in able]))
    addresses = {email: each for email, each in db.session.execute(statement) if email}
    return {**addresses, **{name: each for each, name in able}}


def _new(form: PastedTableForm) -> str:
    return render_template("plan/new_customers/new.html", form=form, example=_example())


def _example() -> list[tuple[str, ...]]:
    return [
        (gettext("Customer"), gettext("City"), gettext("Segment"), gettext("Owner")),
        ("Eisenwerk Brühl AG", "Brühl", "A", "anna@example.org"),
        ("Seilerei Möller GmbH & Co. KG", "Kiel", "B", "Tom Ahrens"),
    ]


def _preview(form: PastedTableForm, found: looking.Looked) -> str:
    owners = [name for _identity, name in choices.owners(None)]
    return render_template(
        "plan/new_customers/preview.html",
        form=form,
        looked=found,
        titles={name: field_word("customers", name) for name in pasted.PastedCustomers.fields},
        offered={"owner": owners, "stage": [word(stage) for stage in Stage]},
        otherwise={"owner": owners},
    )
