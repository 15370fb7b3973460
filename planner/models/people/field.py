"""What a specialist is a specialist for, and what potential is measured in."""

from sqlalchemy import UniqueConstraint

from planner.database import Base
from planner.models.mixins import Foreign, Identified, Named


class Field(Identified, Named, Foreign, Base):
    __tablename__ = "fields"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("foreign_system", "foreign_key"),
    )
