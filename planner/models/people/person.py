"""Somebody of ours: a generalist, a specialist, a lead, an executive sponsor."""

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import Role, Side
from planner.models.mixins import EMAIL_LENGTH, LINE_LENGTH, Foreign, Keyed, Named, Searched
from planner.models.people.field import Field
from planner.models.people.team import Team
from planner.models.types import one_of


class Person(UserMixin, Keyed, Named, Foreign, Searched, Base):
    __tablename__ = "people"
    searched = ("name",)
    __table_args__ = (
        UniqueConstraint("key"),
        # Capitals make no other address.
        Index("ix_people_email", text("lower(email)"), unique=True),
        UniqueConstraint("foreign_system", "foreign_key"),
        Index(None, "team_id"),
        Index(None, "field_id"),
    )

    email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    role: Mapped[Role] = mapped_column(one_of(Role, name="role"))
    unit: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    language: Mapped[str | None] = mapped_column(String(2))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_auditor: Mapped[bool] = mapped_column(default=False)
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))

    field: Mapped[Field | None] = relationship()
    team: Mapped[Team | None] = relationship()

    @property
    def side(self) -> Side | None:
        return self.role.side

    @property
    def is_generalist_side(self) -> bool:
        return self.side is Side.GENERALIST

    @property
    def is_specialist_side(self) -> bool:
        return self.side is Side.SPECIALIST


def initials(name: str) -> str:
    """`Dr. Ruth Falk` becomes `RF`: the first letters of the first and the last name."""
    words = [part for part in name.split() if not part.endswith(".")] or name.split()
    letters = [part[0] for part in words if part]
    return "".join(letters[:1] + letters[1:][-1:]).upper()
