"""Finds contacts and activities again by the keys that another program has for them."""

from sqlalchemy import select

from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.records import Source
from planner.models import Activity, Contact, ImportedItem

_COLUMNS = {Contact: "contact_id", Activity: "activity_id"}


class Keyring:
    """All keys of one noun in one system, loaded once."""

    def __init__(self, noun: type[Contact | Activity], system: str) -> None:
        self._noun, self._system, self._column = noun, system, _COLUMNS[noun]
        ours = ImportedItem.noun == noun.__tablename__, ImportedItem.foreign_system == system
        columns = select(ImportedItem.foreign_key, getattr(ImportedItem, self._column))
        self._ids: dict[str, int | None] = {
            number_of(key): identity for key, identity in db.session.execute(columns.where(*ours))
        }
        self._new: list[ImportedItem] = []

    def id_of(self, source: Source) -> int | None:
        return self._ids.get(number_of(source.key))

    def knows(self, source: Source) -> bool:
        return number_of(source.key) in self._ids

    def was_deleted(self, source: Source) -> bool:
        """Whether an import brought it once, and it is here no more."""
        return self.knows(source) and self.id_of(source) is None

    def note(self, source: Source, item: Contact | Activity) -> None:
        """Remember the key of something that has been flushed."""
        if not self.knows(source):
            self._ids[number_of(source.key)] = item.id
            self._new.append(
                ImportedItem(
                    noun=self._noun.__tablename__,
                    foreign_system=self._system,
                    foreign_key=source.key,
                    **{self._column: item.id},
                )
            )

    def write(self) -> None:
        db.session.add_all(self._new)
        db.session.flush()
        self._new = []
