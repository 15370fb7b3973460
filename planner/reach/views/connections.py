"""One's own connections: brought in, looked at, withdrawn; nobody else sees them."""

from decimal import Decimal
from functools import partial

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import connections
from planner.actions.people.connections import Brought
from planner.forms.web.filters import FilterForm
from planner.insights.pages import Page
from planner.jobs import background, connections as jobs
from planner.matching.connection_columns import headline_in, with_columns
from planner.matching.connections import ConnectionsFile, HeaderMissing, connections_in
from planner.matching.tables import TableRefused
from planner.queries.web.paging import page_of_list
from planner.reach.forms import ConnectionsForm
from planner.reach.queries import introductions, known_contacts, known_people
from planner.views.web import Permission, Reply, changed, check_general, db, me, number, once
from planner.words import gettext, ngettext

bp = Blueprint("connections", __name__)
LARGEST_FILE = 20_000_000
"""In bytes; 30,000 connections take five million."""
_SHOWN = 50
_PAGE = "reach/connections/index.html"


@bp.get("/connections")
def index() -> str:
    check_general(Permission.SEE_POOL)
    return _page(_form())


@bp.post("/connections")
@once
def create() -> Reply:
    check_general(Permission.SEE_POOL)
    form = _form()
    if not form.validate():
        return _page(form), 422
    read = _read(form, form.file.data.stream.read(LARGEST_FILE))
    if read is None:
        return _page(form), 422
    rows = [(each.name, each.company, each.url, each.email) for each in read.connections]
    brought = connections.bring_in_connections(rows, by=me())
    db.session.commit()
    background.start(jobs.compare_new, me().id)
    flash(_said(brought, read.skipped))
    return changed(url_for("connections.index"))


@bp.delete("/connections")
def destroy() -> Reply:
    check_general(Permission.SEE_POOL)
    connections.withdraw(by=me())
    db.session.commit()
    flash(gettext("Your connections are withdrawn. Nothing of them is kept."))
    return changed(url_for("connections.index"))


def _read(form: ConnectionsForm, data: bytes) -> ConnectionsFile | None:
    """What the file holds; None where the form says now why it cannot be read."""
    try:
        return connections_in(with_columns(data, form.columns) if form.columns else data, "")
    except HeaderMissing:
        _ask_for_columns(form, data)
    except TableRefused:
        form.file.errors = [gettext("The file holds no connections: no row has a name.")]
    return None


def _ask_for_columns(form: ConnectionsForm, data: bytes) -> None:
    if not data.strip():
        form.file.errors = [gettext("This file is empty. Choose the file Connections.csv.")]
        return
    headline = None if b"\x00" in data else headline_in(data)
    if headline is None:
        form.file.errors = [gettext("This is no table. Choose the file Connections.csv.")]
        return
    form.name_columns(headline.cells)
    form.asks_for_columns = True
    message = gettext(
        "No columns for first name, last name and company were found. Found: %(found)s."
    )
    found = ", ".join(filter(None, headline.cells))[:200]
    form.file.errors = [
        message % {"found": found},
        gettext("Say which is which, and choose the file again."),
    ]


def _said(brought: Brought, skipped: int) -> str:
    """How many are here, and after a second file what it has changed."""
    if brought.is_as_before:
        return gettext("These connections are here already; nothing has changed.")
    here = brought.new + brought.changed + brought.same
    said = [
        ngettext(
            "%(number)s connection is here.",
            "%(number)s connections are here.",
            here,
            number=_written(here),
        )
    ]
    if brought.changed or brought.gone or brought.same:
        said.append(
            gettext(
                "New: %(new)s, changed: %(changed)s, gone: %(gone)s, as before: %(same)s.",
                new=_written(brought.new),
                changed=_written(brought.changed),
                gone=_written(brought.gone),
                same=_written(brought.same),
            )
        )
    if skipped:
        said.append(
            ngettext(
                "%(number)s row without a name was left out.",
                "%(number)s rows without a name were left out.",
                skipped,
                number=_written(skipped),
            )
        )
    return " ".join(said)


def _written(count: int) -> str:
    return number(Decimal(count))


def _form() -> ConnectionsForm:
    return ConnectionsForm(html_id="connections-form")


def _page(form: ConnectionsForm) -> str:
    own, page = known_people.own_connections(me()), _asked_page()
    found = page_of_list(own.at, lambda each: each.sorted_by, page, _SHOWN)
    return render_template(
        _PAGE,
        form=form,
        own=own,
        found=found,
        number=page.number,
        address=partial(url_for, "connections.index"),
        possible=introductions.possible_for(me(), own.companies),
        asked=introductions.introductions_asked_by(me()),
        on_record=known_contacts.known_by(me()),
    )


def _asked_page() -> Page:
    asked: Page = FilterForm(request.args).asked()["page"]
    return asked
