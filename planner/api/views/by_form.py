"""What customers, plans, people, teams and fields have in common: forms of pages write them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response
from sqlalchemy import select

from planner.actions.editing import lock
from planner.api import merging, reading, said
from planner.api.checking import check_alone
from planner.api.description.components import writable
from planner.api.problems import FieldError, Problem
from planner.api.reading import Item, Place
from planner.api.views import answers, bodies, filling
from planner.api.views.repeating import committed
from planner.database import Base, db
from planner.forms.base import Form
from planner.models import Field, Person
from planner.planfiles.shapes import AMOUNT
from planner.words import gettext


@dataclass(frozen=True, slots=True)
class SentItem:
    """What a program wants of an item: all of it, and the names that it has sent."""

    place: Place
    wanted: dict[str, Any]
    names: frozenset[str]

    def values(self) -> dict[str, Any]:
        """By the inputs of the form; raise Problem for a reference to nothing."""
        found, errors = dict[str, Any](), list[FieldError]()
        kinds = {each.name: each for each in self.place.shape.attributes}
        for name in self.names & kinds.keys():
            value, column = self.wanted.get(name), kinds[name].column
            if column.endswith("_id") and isinstance(value, str):
                value = _id_of(name, value)
                if value is None:
                    errors.append(FieldError(f"/{name}", gettext("There is nothing of this key.")))
            elif kinds[name].kind is AMOUNT and value is not None:
                value = Decimal(str(value))
            found[column] = value
        if errors:
            raise Problem("validation", errors=tuple(errors))
        return found

    @property
    def inputs(self) -> dict[str, str]:
        """What is called otherwise in the form, by its name there."""
        return {
            each.column: each.name
            for each in self.place.shape.attributes
            if each.column != each.name
        }


def sent_to_add(place: Place, but: Iterable[str] = ()) -> SentItem:
    """What is sent to add one; raise Problem where it is none."""
    sent = {k: v for k, v in bodies.as_object().items() if k not in said.ANSWERED}
    said.check_known({*writable(place.shape)} - {*but}, sent)
    check_alone(place, sent)
    return SentItem(place, sent, frozenset(sent) - {"key"})


def sent_to_change(
    place: Place, item: Item, fixed: Iterable[str] = (), done: Iterable[str] = ()
) -> SentItem:
    """What is sent to change one, merged with what others have done; raise Problem where it cannot
    be. What is sent back as it was says nothing. `fixed` is not changed here, and what is `done` is
    looked at by who does it."""
    patch = {k: v for k, v in bodies.as_patch().items() if k not in said.ANSWERED}
    said.check_known({*writable(place.shape), *fixed}, patch)
    began = bodies.if_match()
    merging.check_versions(place.shape, item, patch, began)
    patch = {k: v for k, v in patch.items() if v != item.said.get(k)}
    stays = gettext("This is not changed here.")
    errors = [FieldError(f"/{name}", stays) for name in sorted({*fixed} & patch.keys())]
    if errors:
        raise Problem("validation", errors=tuple(errors))
    wanted = said.merged(item.said, patch)
    check_alone(place, wanted | {name: item.said[name] for name in done})
    return SentItem(place, wanted, frozenset(patch))


def held_item(item: Base, place: Place) -> Item:
    """The item as it is now, which nobody else changes until the commit."""
    lock(item)
    identity: int = getattr(item, "id")  # noqa: B009 - every model has one
    return reading.items(place, [identity])[0]


def write_by_form(
    sent: SentItem,
    form_of: Callable[..., Form],
    action: Callable[[Form], Base],
    more: Mapping[str, Any] | None = None,
) -> int:
    """The id of what the action makes of the form, filled with what was sent, and with `more` where
    nothing was."""
    form = filling.fill_form(form_of, {**(more or {}), **sent.values()})
    missing = [name for name in sent.values() if name not in form]
    if missing:
        raise Problem(
            "permission", gettext("You may not say this: %(names)s.", names=_told(missing))
        )
    made = filling.done_by_form(form, sent.inputs, lambda: action(form))
    db.session.flush()
    identity: int = getattr(made, "id")  # noqa: B009 - every model has one
    return identity


def answer_with(place: Place, identity: int, status: int = 200) -> Response:
    return committed(answers.one(place, reading.items(place, [identity])[0], status))


def _told(columns: Iterable[str]) -> str:
    return ", ".join(sorted(name.removesuffix("_id") for name in columns))


def _id_of(name: str, value: str) -> int | None:
    """Of a field by its name, of a person by their key."""
    if name == "field":
        return db.session.scalar(select(Field.id).where(Field.name == value))
    return db.session.scalar(select(Person.id).where(Person.key == value))
