"""Who stands in for somebody."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person


class Deputy(Identified, Base):
    """What comes in for `person` while they are away, or have left, goes to `deputy`.

    Each says it of themselves, and changes it without a history.
    """

    __tablename__ = "deputies"
    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("person_id <> deputy_id", name="other"),
        Index(None, "deputy_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    deputy: Mapped[Person] = relationship(foreign_keys=[deputy_id])
