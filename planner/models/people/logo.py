"""The organisation's own logo, as it stands on what is made for a customer."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import Identified


class Logo(Identified, Base):
    """At most one row; `content` is a PNG that the program has drawn anew from what was sent."""

    __tablename__ = "logos"

    content: Mapped[bytes] = mapped_column(LargeBinary)
