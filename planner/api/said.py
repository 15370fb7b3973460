"""What somebody says of an item, by itself or of what is there: with what follows and is usual."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from planner import clock
from planner.actions import keys
from planner.actions.editing import free_key
from planner.actions.history.event_names import model_of, noun_of
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.database import db
from planner.models import Activity, Person
from planner.planfiles.checks.parsing import Document
from planner.planfiles.hands.rules import card_of
from planner.planfiles.items import SHAPES_OF_CUSTOMER
from planner.planfiles.shapes import Shape
from planner.words import gettext

ANSWERED: Final = frozenset({"id", "version", "url", "updated_at"})
"""What only answers say; sent back, it says nothing."""
USUAL_STATUS: Final = {"goals": "active", "deals": "planned", "ideas": "proposed"}


def merged(item: Document, patch: Mapping[str, Any]) -> Document:
    """RFC 7396: null takes away, objects are merged, all else takes the place."""
    result = dict(item)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict):
            kept = result.get(name)
            result[name] = merged(kept if isinstance(kept, dict) else {}, value)
        else:
            result[name] = value
    return result


def new_item(place: Place, sent: Mapping[str, Any], *, by: Person) -> Document:
    """What somebody sends, with what everybody would say: of today, in the own name."""
    said = {name: value for name, value in sent.items() if name not in ANSWERED}
    shape, hand = place.shape, card_of(place.shape).hand
    if "key" in shape.names:
        said.setdefault("key", _free_key(place, sent))
    if hand.of in shape.names:
        said.setdefault(str(hand.of), by.key)
    for day in filter(None, (hand.dated, "on" if "on" in shape.names else None)):
        said.setdefault(day, clock.today().isoformat())
    for name, value in _usual(shape, said):
        said.setdefault(name, value)
    return said


def _free_key(place: Place, sent: Mapping[str, Any]) -> str:
    model: Any = model_of(place.shape.list)
    if place.shape in SHAPES_OF_CUSTOMER:
        taken = keys.Keys(_taken(model, place))
        named = sent.get(place.shape.called or "")
        return taken.make(named if isinstance(named, str) and named else place.shape.noun)
    return free_key(model.plan_id, place.owner, noun_of(place.shape.list).replace("_", "-"))


def _taken(model: Any, place: Place) -> list[str]:
    statement = select(model.key).where(model.customer_id == place.owner)
    return list(db.session.scalars(statement))


def _usual(shape: Shape, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is so unless somebody says otherwise."""
    if shape.list == Activity.__tablename__:
        yield "status", "planned" if said.get("assignee") else "open"
    if shape.list in USUAL_STATUS:
        yield "status", USUAL_STATUS[shape.list]
    for each in shape.attributes:
        column = shape.table.c[each.column]
        if not column.nullable and isinstance(column.default, ScalarElementColumnDefault):
            yield str(each.name), each.kind.show(column.default.arg)


def check_names(shape: Shape, patch: Mapping[str, Any]) -> None:
    """Raise Problem for a name that no item has: to empty it would say nothing."""
    known = {shape.within[name].path[0] if name in shape.within else name for name in shape.names}
    check_known(known, patch)


def check_known(known: Collection[str], sent: Iterable[str]) -> None:
    """Raise Problem for names that are not known."""
    unknown = [name for name in sent if name not in known]
    if unknown:
        said = gettext("There is nothing of this name here.")
        raise Problem("validation", errors=tuple(FieldError(f"/{each}", said) for each in unknown))
