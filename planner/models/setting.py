"""What the organisation has decided for itself; each change is an event."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base


class Setting(Base):
    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))


ADMINISTRATORS_SEE_PLANS = "administrators_see_plans"
