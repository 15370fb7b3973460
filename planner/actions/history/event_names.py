"""What things are called in the history, which stays readable when they are gone."""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Table, select

from planner.database import Base, db
from planner.models import Comment, Commitment, ImportedItem
from planner.models.shortening import shortened

_LONGEST_OF = 60
_NAMED_AFTER = (
    *("person", "by", "sponsor", "goal", "conversation", "contract", "field", "customer"),
)
_NAMES = ("name", "title", "topic", "text", "label")


def name_of(subject: Base) -> str:
    """What people call it; kept in the event, so that deletions stay readable."""
    if isinstance(subject, Commitment):
        return f"{subject.goal.title}: {subject.person.name}"
    if isinstance(subject, Comment):
        item = db.session.get(model_of(subject.subject), subject.subject_id)
        of = shortened(name_of(item), _LONGEST_OF) if item is not None else ""
        return f"{of}: {subject.text}"
    for attribute in _NAMES:
        if name := getattr(subject, attribute, None):
            return str(name)
    for relationship in _NAMED_AFTER:
        if other := getattr(subject, relationship, None):
            return name_of(other)
    return str(getattr(subject, "key", ""))


def reference(target: type[Base], identity: int | None) -> dict[str, Any] | None:
    """A reference as `{"id": …, "name": …}`, readable even after its target is gone."""
    if identity is None:
        return None
    # Loading must not flush: of what is flushed, the changes cannot be told any more.
    with db.session.no_autoflush:
        other = db.session.get(target, identity)
        return {"id": identity, "name": name_of(other) if other is not None else ""}


def references(those: Iterable[Base]) -> list[dict[str, Any]]:
    """People as the history names those in a list."""
    return [{"id": cast(Any, each).id, "name": name_of(each)} for each in those]


def found(target: type[Base], said: Any) -> int | None:
    """The id of what the history names, if that is there; plan files give no more than a name."""
    model = cast(Any, target)
    if isinstance(said, dict):
        return said["id"] if db.session.get(target, said["id"]) is not None else None
    named = db.session.scalars(select(model.id).where(model.name == said).limit(2)).all()
    return named[0] if len(named) == 1 else None


@cache
def model_of(table: str) -> type[Base]:
    """The model whose items are kept in a table."""
    return next(m.class_ for m in Base.registry.mappers if cast(Table, m.local_table).name == table)


def target_of(column: Column[Any]) -> type[Base] | None:
    """The model that a foreign key leads to."""
    for key in column.foreign_keys:
        return model_of(key.column.table.name)
    return None


@cache
def noun_of(table: str) -> str:
    """`business_cases` are kept in the history as `business_case`."""
    name = model_of(table).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")


def verb_of(kind: str) -> str:
    """`goal.deleted` is of what was `deleted`."""
    return kind.rpartition(".")[2]


def has_history(table: Table) -> bool:
    """Whether it holds items of their own, whose changes and deletions leave events; the keys of
    other programs are none."""
    known = Base.registry.mappers
    is_kept = "id" in table.c and any(mapper.local_table is table for mapper in known)
    return is_kept and table.name != ImportedItem.__tablename__


def field_of(column: str) -> str:
    """What a column is called in the history."""
    return column.removesuffix("_id")


def column_of(table: Table, field: str) -> Column[Any] | None:
    """The column that the history calls so."""
    found_column = table.c.get(field)
    return table.c.get(f"{field}_id") if found_column is None else found_column
