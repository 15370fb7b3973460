"""That somebody was erased, told in a way that does not say who it was."""

import datetime
import enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.types import one_of


class ErasedKind(enum.StrEnum):
    """Whose data it was."""

    PERSON = "person"
    CONTACT = "contact"


class Erasure(Identified, Base):
    """`digests` are fingerprints of the names under which somebody was known; whoever asks whether
    a name was erased here makes its own with the same `salt`, as `queries/people/erased.py` does.

    All erasures of one installation have the same salt, so that a name has one fingerprint.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    kind: Mapped[ErasedKind] = mapped_column(one_of(ErasedKind, name="kind"))
    number: Mapped[int]
    """Counted by kind: the third colleague is `former-3`."""
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    on: Mapped[datetime.date]
    salt: Mapped[str] = mapped_column(String(64))
    digests: Mapped[dict[str, Any]] = mapped_column(JSON)
    """`{"name", "email", "key", "foreign": [digest], "also": [[length, digest]]}`; what there was
    not is missing."""
    is_clean: Mapped[bool] = mapped_column(default=False)
    """Whether the name has gone from what the database has given free, too."""
