"""Columns that many nouns share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from planner.models.folding import folded_name

if TYPE_CHECKING:
    from planner.models.plan.customer import Customer
    from planner.models.plan.plan import Plan

KEY_LENGTH = 64
LINE_LENGTH = 200
FOLDED_LENGTH = 3 * LINE_LENGTH
EMAIL_LENGTH = 254
TEXT_LENGTH = 100_000
"""What a text of several lines may have; only a comment may have less."""


class Identified:
    id: Mapped[int] = mapped_column(primary_key=True)


class Keyed(Identified):
    """A stable name, chosen by whoever wrote the plan file, or made from the title."""

    key: Mapped[str] = mapped_column(String(KEY_LENGTH))


FOLDED = String(FOLDED_LENGTH).with_variant(String(FOLDED_LENGTH, collation="C"), "postgresql")
"""Compared sign by sign, whatever language the database was made for."""


def folded(name: str) -> str:
    """A name as it is stored beside itself; what folds into very many letters ends earlier."""
    return folded_name(name)[:FOLDED_LENGTH]


def fold_new(context: DefaultExecutionContext) -> str:
    """For rows that no model writes."""
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]  # of SQLAlchemy
    return folded(row["name"])


class Named:
    """Lists sort by `name_folded`, and searches look into it; whoever updates a name by a statement
    of its own has to update it too."""

    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    name_folded: Mapped[str] = mapped_column(FOLDED, default=fold_new, server_default=text("''"))

    @validates("name")
    def _fold_name(self, _key: str, name: str) -> str:
        self.name_folded = folded(name)
        return name


class Positioned:
    """The place in its list, as the plan file or the people ordered it."""

    position: Mapped[int] = mapped_column(default=0)


class OfPlan:
    """Belongs to a plan; most are only asked for by queries, and the plan has no list of them."""

    __tablename__: str
    list_of_plan: ClassVar[str | None] = None
    """The list of the plan in which it is."""

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))

    @declared_attr
    def plan(cls) -> Mapped["Plan"]:  # noqa: N805 - SQLAlchemy calls it with the class
        return relationship(back_populates=cls.list_of_plan)


class Commented:
    """What people talk about, each item in a thread of its own."""

    @property
    def caretakers(self) -> Iterable[int | None]:
        """The ids of those who have it, made it, signed it or know it, and are told of what is
        said, whether or not they may read it now."""
        raise NotImplementedError  # each kind of item says its own


class Searched:
    """Found by these of its texts, first by what it is called. What only some of those who see an
    item may read is not among them, since what is found tells of it."""

    searched: ClassVar[tuple[str, ...]]


class Rated:
    """What a rating of the collaboration looks at: after a change the plan is rated anew."""


class PlanItem(Keyed, Positioned, OfPlan):
    """Something with a key of its own, at its place in a list of a plan."""


class OfCustomer:
    """Belongs to a customer, whose plans it outlasts, in the list there that is named as its
    table."""

    __tablename__: str

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))

    @declared_attr
    def customer(cls) -> Mapped["Customer"]:  # noqa: N805 - SQLAlchemy calls it with the class
        return relationship(back_populates=cls.__tablename__)


class Foreign:
    """Where a thing that another program knows came from, with a link back."""

    foreign_system: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    foreign_key: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    foreign_url: Mapped[str | None] = mapped_column(String(2000))
