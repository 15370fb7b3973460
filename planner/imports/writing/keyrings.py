"""Finds contacts and activities again by the keys that another program has for them."""

from sqlalchemy import select

from planner.actions.history import new_rows
from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.records import Source
from planner.imports.scratch import Known, Scratch
from planner.models import Activity, Contact, Contract, ImportedItem

_COLUMNS = {Contact: "contact_id", Activity: "activity_id", Contract: "contract_id"}
_AT_ONCE = 1000


class Keyring:
    """All keys of one noun in one system, read once."""

    def __init__(
        self, noun: type[Contact | Activity | Contract], system: str, scratch: Scratch
    ) -> None:
        self._noun, self._system, self._column = noun, system, _COLUMNS[noun]
        ours = ImportedItem.noun == noun.__tablename__, ImportedItem.foreign_system == system
        columns = select(ImportedItem.foreign_key, getattr(ImportedItem, self._column))
        self._ids: Known[int | None] = Known(scratch)
        at_once = {"yield_per": _AT_ONCE}
        for key, identity in db.session.execute(columns.where(*ours), execution_options=at_once):
            self._ids[number_of(key)] = identity
        self._new: list[new_rows.Row] = []

    def id_of(self, source: Source) -> int | None:
        return self._ids.get(number_of(source.key))

    def knows(self, source: Source) -> bool:
        return number_of(source.key) in self._ids

    def was_deleted(self, source: Source) -> bool:
        """Whether an import brought it once, and it is here no more."""
        return self.knows(source) and self.id_of(source) is None

    def note(self, source: Source, identity: int) -> None:
        """Remember the key of something that is stored."""
        if self._ids.add(number_of(source.key), identity):
            self._new.append(
                {
                    "noun": self._noun.__tablename__,
                    "foreign_system": self._system,
                    "foreign_key": source.key,
                    self._column: identity,
                }
            )

    def write(self) -> None:
        new_rows.insert_all(ImportedItem, self._new)
        self._new = []
