"""What an import from another program did, kept so that it can be told of and taken back."""

import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.types import Moment


class ImportRun(Identified, Base):
    """One import. Its id is its number; no number is given twice.

    `files` are objects with the name and, where the reader says them, noun, rows and the counts of
    their fates; `nouns` is `{"deals": {"created": 4, "changed": 0, "unchanged": 0}}`; `findings`
    are objects with kind, handling, about, count and examples. `newest_event` is that at its end:
    what people did later has a higher number.
    """

    __tablename__ = "import_runs"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - of SQLAlchemy

    at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    """Without, it came from the command line."""
    system: Mapped[str] = mapped_column(String(KEY_LENGTH))
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    nouns: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON, default=dict)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    newest_event: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime.datetime | None] = mapped_column(Moment)

    by: Mapped[Person | None] = relationship()

    @property
    def name(self) -> str:
        """`12 (hubspot: contacts.csv, deals.csv)`, as the history calls it."""
        files = ", ".join(file["name"] for file in self.files)
        return f"{self.id} ({self.system}: {files})"


class ImportMade(Identified, Base):
    """Rows that an import made: those of a table from the first id to the last, without a gap.

    A row for each would be as many again as the import made; most have numbers in one sequence.
    """

    __tablename__ = "import_made"
    __table_args__ = (Index(None, "run_id", "of_table", "first_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("import_runs.id", ondelete="CASCADE"))
    of_table: Mapped[str] = mapped_column(String(KEY_LENGTH))
    first_id: Mapped[int]
    last_id: Mapped[int]


class ImportChanged(Identified, Base):
    """A row that was there before: the columns that an import changed, as they were and became."""

    __tablename__ = "import_changed"
    __table_args__ = (Index(None, "run_id", "of_table", "row_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("import_runs.id", ondelete="CASCADE"))
    of_table: Mapped[str] = mapped_column(String(KEY_LENGTH))
    row_id: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
