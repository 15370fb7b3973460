"""What the search looks through: the texts of each item, folded, beside whom they belong to."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified

INDEX = "search_index"
"""The trigrams of `folded`: on SQLite a table of FTS5, on PostgreSQL an index of pg_trgm. Both are
made by a migration, since no model can say them."""


class SearchEntry(Identified, Base):
    """One item of a noun whose model says which of its texts are searched.

    It is written with what it is about, in the same transaction, and read by nobody but the search;
    it refers to nothing, so that no history takes it for a part of something.
    """

    __tablename__ = "search_entries"
    __table_args__ = (Index(None, "noun", "item_id", unique=True), Index(None, "plan_id"))

    noun: Mapped[str] = mapped_column(String(KEY_LENGTH))
    item_id: Mapped[int]
    plan_id: Mapped[int | None]
    """The plan whose readers may find it."""
    customer_id: Mapped[int | None]
    """The customer whose readers may find it; of what belongs to a plan, none is kept here."""
    folded: Mapped[str] = mapped_column(Text)
    """As `searched_text` makes it, its title first."""
