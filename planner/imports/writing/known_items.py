"""Finds what is here already again by the keys that another program has for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from sqlalchemy import select

from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.records import Source
from planner.imports.scratch import Known, Scratch, chunks
from planner.models import Activity, Contract, Customer, Deal

_Item = TypeVar("_Item", Customer, Deal)
_AT_ONCE = 1000


class _Sourced(Protocol):
    @property
    def source(self) -> Source: ...


_Record = TypeVar("_Record", bound=_Sourced)
_Found = TypeVar("_Found", Activity, Contract, Deal)


def found_again(
    noun: type[_Found], records: Sequence[_Record], id_of: Callable[[Source], int | None]
) -> Iterator[tuple[_Record, _Found | None]]:
    """Each record with what it became earlier, in one statement; None where that is gone."""
    ids = [id_of(record.source) for record in records]
    found = db.session.scalars(select(noun).where(noun.id.in_(ids))) if ids else ()
    there = {item.id: item for item in found}
    for record, identity in zip(records, ids, strict=True):
        yield record, there.get(identity or 0)


class KnownItems(Generic[_Item]):
    """The ids of all of one noun in one system, read once."""

    def __init__(self, noun: type[_Item], system: str, scratch: Scratch) -> None:
        self._ids: Known[int] = Known(scratch)
        self._seen: Known[bool] = Known(scratch)
        columns = select(noun.foreign_key, noun.id).where(noun.foreign_system == system)
        at_once = {"yield_per": _AT_ONCE}
        for key, identity in db.session.execute(
            columns.order_by(noun.id), execution_options=at_once
        ):
            self._ids[number_of(key or "")] = identity

    def id_of(self, source: Source) -> int | None:
        return self.id_of_number(number_of(source.key))

    def id_of_number(self, number: str) -> int | None:
        """The same by a number as it is compared."""
        return self._ids.get(number)

    def see(self, source: Source) -> None:
        """Note that the export names it."""
        self._seen[number_of(source.key)] = True

    def unseen(self, noun: type[_Item]) -> Iterator[_Item]:
        """What earlier imports brought and this export has not."""
        ids = (identity for number, identity in self._ids.items() if number not in self._seen)
        for some in chunks(ids):
            yield from db.session.scalars(select(noun).where(noun.id.in_(some)).order_by(noun.id))
