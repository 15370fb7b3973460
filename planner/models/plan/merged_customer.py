"""What a customer was called before it was merged into another one, which is found by it still."""

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Foreign, Keyed, OfCustomer


class MergedCustomer(Keyed, Foreign, OfCustomer, Base):
    """Belongs to the customer that stayed. The foreign key is its own only while the one that
    stayed has another."""

    __tablename__ = "merged_customers"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("foreign_system", "foreign_key"),
        Index(None, "customer_id"),
    )

    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
