"""That somebody wants to be told what becomes of a customer, a plan or an item."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.people.person import Person


class Follow(Identified, Base):
    """`subject` is the table of what is followed and `subject_id` its id there, as in an event.

    The members of a plan follow it by themselves, without a row; who does no longer has one that is
    `stopped`. So has whoever follows a plan, but not one item of it. When somebody began is not
    kept. It outlasts what is followed by a day, so that an undo brings back both.
    """

    __tablename__ = "follows"
    __table_args__ = (
        UniqueConstraint("person_id", "subject", "subject_id"),
        Index(None, "subject", "subject_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(KEY_LENGTH))
    subject_id: Mapped[int]
    stopped: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
