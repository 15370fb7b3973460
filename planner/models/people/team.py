"""A team: its people own customers, its leads review their plans. One that others lie below is a
department, and its leads review the plans of all of them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Foreign, Identified, Named


class Team(Identified, Named, Foreign, Base):
    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("foreign_system", "foreign_key"),
        CheckConstraint("department_id <> id", name="department"),
        Index(None, "department_id"),
    )

    region: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))

    department: Mapped["Team | None"] = relationship(remote_side="Team.id")
