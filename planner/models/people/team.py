"""A team: its people own customers, its leads review their plans."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Foreign, Identified, Named


class Team(Identified, Named, Foreign, Base):
    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("foreign_system", "foreign_key"),
    )

    region: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
