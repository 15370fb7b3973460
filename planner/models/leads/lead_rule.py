"""Who gets leads that are of no customer yet."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Identified, Positioned
from planner.models.people.field import Field
from planner.models.people.person import Person


class LeadRule(Identified, Positioned, Base):
    """All that is filled in must fit; of several rules that do, the one with the most filled in
    decides, then the longest postcode, then the first. `postcode` is what one begins with."""

    __tablename__ = "lead_rules"
    __table_args__ = (Index(None, "receiver_id"),)

    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    country: Mapped[str | None] = mapped_column(String(2))
    postcode: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    segment: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    field: Mapped[Field | None] = relationship()
    receiver: Mapped[Person] = relationship()

    @property
    def name(self) -> str:
        """What the history calls it, in every language."""
        return f"{self.position + 1}: {self.receiver.name}"
