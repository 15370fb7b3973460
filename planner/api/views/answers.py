"""What the API answers: items, lists and problems, never a page."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, request

from planner.api.problems import KINDS, Problem
from planner.api.reading import Item, Place, answered_item, path_of
from planner.api.resources import hidden_in, key_of
from planner.planfiles.items import PEOPLE_SHAPE

ROOT = "/api/v1"
View = Callable[..., Response]
Document = dict[str, Any]
JSON = "application/json"
_BESIDES = ("id", "version", "updated_at", "url")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def of_path(path: str) -> str:
    """A path of ours, below the one that the program is served under."""
    return f"{request.script_root}{path}"


def item_document(place: Place, item: Item) -> Document:
    """The item in the words of the plan file, with what only answers say."""
    return answered_item(place, item, of_path(ROOT))


def address_of(place: Place, item: Item) -> str:
    return of_path(f"{ROOT}{path_of(place, item)}")


def etag_of(item: Item) -> str:
    return f'"{item.version.number}"'


def one(place: Place, item: Item, status: int = 200) -> Response:
    """An item with its ETag, or that it is the same as before."""
    answer = as_json(item_document(place, item), status)
    answer.headers["ETag"] = etag_of(item)
    if status == HTTPStatus.CREATED:
        answer.headers["Location"] = address_of(place, item)
    if request.method in ("GET", "HEAD"):
        answer.make_conditional(request)
    return answer


def many(place: Place, items: Sequence[Item], following: str | None) -> Response:
    """A stretch of a list; `following` is the address of the next one."""
    but = hidden_in(place.shape, beside_plan=place.beside_plan)
    names = [name for name in _columns(place) if name not in but]
    return stretch([item_document(place, item) for item in items], names, following)


def stretch(
    documents: Sequence[Document], names: Sequence[str], following: str | None = None
) -> Response:
    """The same of what is no item of the plan file; `names` are the columns of its table."""
    answer = (
        _as_csv(names, documents)
        if wants_csv()
        else as_json({"items": documents, "next": following})
    )
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def wants_csv() -> bool:
    best = request.accept_mimetypes.best_match(["application/json", "text/csv"])
    return request.path.endswith(".csv") or best == "text/csv"


def as_json(document: Any, status: int = 200, mimetype: str = JSON) -> Response:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(text + "\n", status, mimetype=mimetype)


def problem(error: Problem) -> Response:
    """RFC 9457."""
    kind = KINDS[error.kind]
    said: dict[str, Any] = {
        "type": of_path(f"/problems/{error.kind}"),
        "title": str(kind.title),
        "status": kind.status,
        "detail": error.detail or str(kind.remedy),
    }
    if error.errors:
        said["errors"] = [{"pointer": e.pointer, "message": e.message} for e in error.errors]
    answer = as_json(said | error.more, kind.status, "application/problem+json")
    answer.headers.update(error.headers)
    return answer


def told_moment(at: datetime.datetime | None) -> str | None:
    """As all times are said here."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _as_csv(names: Sequence[str], documents: Iterable[Document]) -> Response:
    """One line an item: lists with semicolons between, what holds more as JSON."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for document in documents:
        flat = _flat(document)
        writer.writerow([_cell(flat.get(name)) for name in names])
    return Response("\ufeff" + text.getvalue(), mimetype="text/csv")


def _columns(place: Place) -> list[str]:
    own = [name for name in place.shape.names if not _is_hidden_of_person(place, name)]
    return [*own, *(name for name in _BESIDES if name != "id" or key_of(place.shape) == "id")]


def _is_hidden_of_person(place: Place, name: str) -> bool:
    return place.shape is PEOPLE_SHAPE and name == "email"


def _flat(document: Document) -> Document:
    """Objects that stand in an item have columns of their own names."""
    flat = dict(document)
    for name, value in document.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": each for part, each in value.items()}
    return flat


def _cell(value: Any) -> Any:
    """Nothing that a spreadsheet would reckon."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = "; ".join(value)
    elif isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, bool):
        value = "true" if value else "false"
    is_formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if is_formula else value
