"""What somebody wants to see of the list of customers again, under a name of their own."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Identified
from planner.models.people.person import Person

ASKED_LENGTH = 2000


class SavedView(Identified, Base):
    """`asked` is the filter and the order as an address says them, without the page.

    It is nobody's business but the person's: no event tells of it.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    asked: Mapped[str] = mapped_column(String(ASKED_LENGTH))

    person: Mapped[Person] = relationship()
