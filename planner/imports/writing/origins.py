"""Which customers another program knows, also by what was merged into them."""

from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select

from planner.database import Base, db
from planner.models import Customer, MergedCustomer

_Noun = TypeVar("_Noun", bound=Base)


def of_system(system: str) -> ColumnElement[bool]:
    """A condition on `Customer`."""
    merged = select(MergedCustomer.customer_id).where(MergedCustomer.foreign_system == system)
    return or_(Customer.foreign_system == system, Customer.id.in_(merged))


def merged_of(noun: type[_Noun], system: str) -> dict[str | None, _Noun]:
    """The customers that stand for what was merged into them, by the key of that; no other noun is
    merged."""
    ours = select(MergedCustomer).where(MergedCustomer.foreign_system == system)
    found = {merged.foreign_key: merged.customer for merged in db.session.scalars(ours)}
    return {key: stays for key, stays in found.items() if isinstance(stays, noun)}
