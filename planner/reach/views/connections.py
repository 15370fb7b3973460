"""One's own connections: brought in, looked at, withdrawn; nobody else sees them."""

from functools import partial

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import connections
from planner.forms.web.filters import FilterForm
from planner.insights.pages import Page
from planner.matching.connection_columns import headline_in, with_columns
from planner.matching.connections import ConnectionsFile, HeaderMissing, connections_in
from planner.matching.tables import TableRefused
from planner.queries.live import freshness
from planner.queries.web.paging import page_of_list
from planner.reach import actions
from planner.reach.forms import ConnectionsForm
from planner.reach.queries import introductions, known_people
from planner.reach.queries.known_people import OwnConnections
from planner.views.web import Permission, Reply, cache, changed, check_general, db, me, once
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
    is_new = connections.bring_in(rows, by=me())
    db.session.commit()
    if is_new:
        _note_what_is_asked()
    flash(_said(read, is_new=is_new))
    return changed(url_for("connections.index"))


@bp.delete("/connections")
def destroy() -> Reply:
    check_general(Permission.SEE_POOL)
    connections.withdraw(by=me())
    db.session.commit()
    flash(gettext("Your connections are withdrawn. Nothing of them is kept."))
    return changed(url_for("connections.index"))


def _note_what_is_asked() -> None:
    """What was asked for before waits for somebody new from now on."""
    for asked in introductions.possible_for(me(), _own().companies):
        actions.tell_one(asked.id, None, me().id)
    db.session.commit()


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
    headline = None if b"\x00" in data else headline_in(data)
    if headline is None:
        form.file.errors = [gettext("This is no table. Choose the file Connections.csv.")]
        return
    form.name_columns(headline.cells)
    form.asks_for_columns = True
    message = gettext(
        "No columns for first name, last name and company were found. Found: %(found)s"
    )
    found = ", ".join(filter(None, headline.cells))[:200]
    form.file.errors = [
        message % {"found": found},
        gettext("Say which is which, and choose the file again."),
    ]


def _said(read: ConnectionsFile, *, is_new: bool) -> str:
    if not is_new:
        return gettext("These connections are here already; nothing has changed.")
    said = ngettext(
        "%(num)d connection is here.", "%(num)d connections are here.", len(read.connections)
    )
    if not read.skipped:
        return said
    skipped = ngettext(
        "%(num)d row without a name was left out.",
        "%(num)d rows without a name were left out.",
        read.skipped,
    )
    return f"{said} {skipped}"


def _form() -> ConnectionsForm:
    return ConnectionsForm(html_id="connections-form")


def _page(form: ConnectionsForm) -> str:
    own, page = _own(), _asked_page()
    found = page_of_list(own.at, lambda each: each.sorted_by, page, _SHOWN)
    return render_template(
        _PAGE,
        form=form,
        own=own,
        found=found,
        number=page.number,
        address=partial(url_for, "connections.index"),
        possible=introductions.possible_for(me(), own.companies),
        asked=introductions.asked_by(me()),
    )


def _asked_page() -> Page:
    asked: Page = FilterForm(request.args).asked()["page"]
    return asked


def _own() -> OwnConnections:
    """Names are compared anew only when something has changed."""
    state = known_people.state_of(me())
    kept = cache.depending_on(freshness.of_everything())
    return kept.answer("own connections", state, lambda: known_people.own(me()))
