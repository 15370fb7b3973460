"""What a specialist is a specialist for, and what potential is measured in."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Foreign, Identified


class Field(Identified, Foreign, Base):
    __tablename__ = "fields"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("foreign_system", "foreign_key"),
    )

    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
