"""What somebody was before: the side, the field and the department of a day that is past.

A person says what they are now; here stands what held before, each until the day on which it
changed. Where nothing stands, it has been so from the beginning.
"""

import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import Role
from planner.models.mixins import LINE_LENGTH, Identified
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.types import one_of


class EarlierStanding(Identified, Base):
    """`until` is the first day on which it held no longer."""

    __tablename__ = "earlier_standings"
    __table_args__ = (UniqueConstraint("person_id", "until"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    until: Mapped[datetime.date]
    role: Mapped[Role] = mapped_column(one_of(Role, name="role"))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    unit: Mapped[str | None] = mapped_column(String(LINE_LENGTH))

    person: Mapped[Person] = relationship()
    field: Mapped[Field | None] = relationship()
