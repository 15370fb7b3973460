"""A text, a link and a picture that sellers share, and what comes of it."""

import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified, Named
from planner.models.people.field import Field


class ContentKit(Identified, Named, Base):
    """`picture` is a PNG that the program has drawn anew. What is no longer shared keeps its
    addresses and its figures."""

    __tablename__ = "content_kits"
    __table_args__ = (UniqueConstraint("name"),)

    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(2000))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    is_shared: Mapped[bool] = mapped_column(default=True)
    picture: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))

    field: Mapped[Field | None] = relationship()


class KitShare(Base):
    """The address of one kit that one of us hands out. Its figures are for that person alone;
    everybody else sees those of the kit."""

    __tablename__ = "kit_shares"
    __table_args__ = (
        UniqueConstraint("content_kit_id", "person_id"),
        Index(None, "person_id"),
    )

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    content_kit_id: Mapped[int] = mapped_column(ForeignKey("content_kits.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))

    content_kit: Mapped[ContentKit] = relationship()


class KitVisit(Base):
    """How often an address was opened on a day; nothing is known of who did."""

    __tablename__ = "kit_visits"

    code: Mapped[str] = mapped_column(
        ForeignKey("kit_shares.code", ondelete="CASCADE"), primary_key=True
    )
    on: Mapped[datetime.date] = mapped_column(primary_key=True)
    count: Mapped[int]
