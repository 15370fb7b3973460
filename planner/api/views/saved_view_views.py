"""The views of the list of customers that somebody has saved: nobody else's, as on the page."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Response, request, url_for

from planner.actions.people import saved_views as actions
from planner.api.merging import ANY
from planner.api.problems import FieldError, Problem
from planner.api.said import ANSWERED, check_known
from planner.api.views import answers, asked, bodies, filling, places
from planner.api.views.answers import View
from planner.api.views.repeating import committed
from planner.database import db
from planner.forms.people.saved_views import SavedViewForm
from planner.models import SavedView
from planner.queries.people import saved_views
from planner.queries.people.saved_views import SavedViewRow
from planner.views.plan import customer_lists
from planner.views.web import find_of_oneself, me
from planner.words import gettext

NAMES: Final = ("name", "filter")
"""What is said of a new one."""
_COLUMNS: Final = (*NAMES, "table", "id", "version", "updated_at", "url")


def index() -> Response:
    asked.only("limit", "cursor")
    after, limit = asked.after() or [0], asked.limit()
    rows = [row for row in saved_views.views_of_person(me().id) if row.id > after[0]]
    shown = rows if limit is None else rows[:limit]
    following = asked.following([shown[-1].id] if len(shown) < len(rows) else None)
    return answers.stretch([_document(row) for row in shown], _COLUMNS, following)


def show(key: str) -> Response:
    asked.only()
    answer = _answer(_row(_own(key)))
    answer.make_conditional(request)
    return answer


def create() -> Response:
    asked.only()
    sent = {name: value for name, value in bodies.as_object().items() if name not in ANSWERED}
    check_known(NAMES, sent)
    said, form = _filter_of(sent.get("filter")), _form(sent.get("name"))
    view = filling.done_by_form(form, {}, lambda: actions.keep(str(form.name.data), said, by=me()))
    answer = _answer(_row(view), 201)
    answer.headers["Location"] = _address(view.id)
    return committed(answer)


def update(key: str) -> Response:
    """Its name; for what it asks another one is saved."""
    asked.only()
    view = _own(key)
    patch = {name: value for name, value in bodies.as_patch().items() if name not in ANSWERED}
    check_known({*NAMES, "table"}, patch)
    before = _document(_row(view))
    changed = {name: value for name, value in patch.items() if value != before[name]}
    if _is_stale(view) and changed:
        conflicts = {name: {"yours": changed[name], "theirs": before[name]} for name in changed}
        raise Problem("version", conflicts=conflicts)
    stays = gettext("This is not changed here.")
    if errors := tuple(FieldError(f"/{name}", stays) for name in changed if name != "name"):
        raise Problem("validation", errors=errors)
    if changed:
        form = _form(changed["name"])
        filling.done_by_form(form, {}, lambda: actions.rename(view, str(form.name.data), by=me()))
    db.session.commit()
    return _answer(_row(view))


def destroy(key: str) -> Response:
    asked.only()
    view = _own(key)
    if _is_stale(view):
        raise Problem("version", conflicts={})
    actions.drop(view)
    db.session.commit()
    return Response(status=204)


def _own(key: str) -> SavedView:
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < places.DIGITS else 0
    return find_of_oneself(SavedView, number)


def _is_stale(view: SavedView) -> bool:
    began = bodies.if_match()
    return began not in (ANY, _version(_row(view)))


def _form(name: Any) -> SavedViewForm:
    """As if the name had been typed."""
    if name is not None and not isinstance(name, str):
        raise Problem("validation", errors=(FieldError("/name", gettext("Write a text.")),))
    return filling.fill_form(SavedViewForm, {"name": name or ""})


def _filter_of(said: Any) -> str:
    """As an address says it; raise Problem for what the list cannot be asked."""
    if not isinstance(said, dict) or not said:
        error = gettext("Set a filter first: all customers have a tab already.")
        raise Problem("validation", errors=(FieldError("/filter", error),))
    texts = {name: str(value) for name, value in said.items()}
    taken = customer_lists.asked_again(urlencode(texts))
    known = dict(parse_qsl(taken))
    wrong = gettext("The list of customers is not narrowed down by this.")
    errors = [FieldError(f"/filter/{name}", wrong) for name in texts if name not in known]
    if errors:
        raise Problem("validation", errors=tuple(errors))
    return taken


def _row(view: SavedView) -> SavedViewRow:
    return SavedViewRow(view.id, view.name, view.asked)


def _answer(row: SavedViewRow, status: int = 200) -> Response:
    answer = answers.as_json(_document(row), status)
    answer.headers["ETag"] = f'"{_version(row)}"'
    return answer


def _document(row: SavedViewRow) -> dict[str, Any]:
    table = url_for("customers.show_table", kind="csv")
    return {
        "name": row.name,
        "filter": dict(parse_qsl(row.asked)),
        "table": f"{table}?{row.asked}",
        "id": row.id,
        "version": _version(row),
        "updated_at": None,
        "url": _address(row.id),
    }


def _version(row: SavedViewRow) -> int:
    """No event tells of it, so that it follows from what it says."""
    said = hashlib.sha256(f"{row.name}\n{row.asked}".encode())
    return int(said.hexdigest()[:12], 16)


def _address(identity: int) -> str:
    return answers.of_path(f"{answers.ROOT}/saved_views/{identity}")


SAVED_VIEW_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "saved_views": {"GET": index, "POST": create},
    "saved_view": {"GET": show, "PATCH": update, "DELETE": destroy},
}
