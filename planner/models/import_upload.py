"""Files that somebody sent to be imported, what was said about them, and mappings kept by name."""

import datetime
import enum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.import_run import ImportRun
from planner.models.mixins import LINE_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.types import Moment, one_of


class UploadState(enum.StrEnum):
    """OPEN can be changed, LOOKING waits for its preview, CONFIRMED for the import itself."""

    OPEN = "open"
    LOOKING = "looking"
    CONFIRMED = "confirmed"
    DONE = "done"


class ImportUpload(Identified, Base):
    """Files that lie in the data folder until they are imported, discarded, or a day old.

    `files` are the names of those that were taken, `refused` are objects with the name of one that
    was not and why. `said` is what `imports.uploads.saying` reads and writes, `problems` what stood
    in the way of the preview or the import. `preview` is what an import would do, as
    `imports.uploads.foreseeing` describes it; it has rows of the files, so that it goes with them.
    `result` is what was done.
    """

    __tablename__ = "import_uploads"
    # No number is given twice: it is the name of the folder as well.
    __table_args__ = (Index(None, "state"), Index(None, "run_id"), {"sqlite_autoincrement": True})

    at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    state: Mapped[UploadState] = mapped_column(
        one_of(UploadState, name="state"), default=UploadState.OPEN
    )
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    files: Mapped[list[str]] = mapped_column(JSON, default=list)
    refused: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    problems: Mapped[list[str]] = mapped_column(JSON, default=list)
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_runs.id", ondelete="SET NULL"))
    is_to_be_told: Mapped[bool] = mapped_column(default=False)
    """Whether who sent it is still to be told that it has ended."""

    by: Mapped[Person] = relationship()
    run: Mapped[ImportRun | None] = relationship()

    @property
    def name(self) -> str:
        """As the history calls it."""
        return ", ".join(self.files)


class ImportMapping(Identified, Base):
    """What the columns of files are, by the name that `--mapping` takes as well."""

    __tablename__ = "import_mappings"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - of SQLAlchemy

    name: Mapped[str] = mapped_column(String(LINE_LENGTH), unique=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """As in a file: `{"files": {"*.csv": {"noun": "customers", "columns": {"Firma": "name"}}}}`."""


class ImportUndo(Identified, Base):
    """That an import is to be undone by the clock, since it is a large one."""

    __tablename__ = "import_undos"

    run_id: Mapped[int] = mapped_column(
        ForeignKey("import_runs.id", ondelete="CASCADE"), unique=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    keeps_touched: Mapped[bool]
    is_refused: Mapped[bool] = mapped_column(default=False)
    """Whether people had gone on from it, so that nothing was undone."""

    by: Mapped[Person] = relationship()
    run: Mapped[ImportRun] = relationship()
