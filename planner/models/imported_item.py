"""By what other programs know things here that have no place for that themselves."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import KEY_LENGTH, LINE_LENGTH, Identified


class ImportedItem(Identified, Base):
    """A contact, an activity or a contract that an import brought. `foreign_key` is its number
    there, or a digest of what tells it apart. Once it has been deleted here, its id is gone and
    the key stays: the next import does not bring it back."""

    __tablename__ = "imported_items"
    __table_args__ = (
        UniqueConstraint("noun", "foreign_system", "foreign_key"),
        Index(None, "contact_id"),
        Index(None, "activity_id"),
        Index(None, "contract_id"),
    )

    noun: Mapped[str] = mapped_column(String(KEY_LENGTH))
    foreign_system: Mapped[str] = mapped_column(String(KEY_LENGTH))
    foreign_key: Mapped[str] = mapped_column(String(LINE_LENGTH))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id", ondelete="SET NULL"))
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL")
    )
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id", ondelete="SET NULL"))
