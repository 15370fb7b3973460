"""Which customers another program knows, also by what was merged into them."""

from typing import TypeVar

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select

from planner.database import Base, db
from planner.imports.deciding.naming import number_of
from planner.imports.records import Records
from planner.models import Customer, MergedCustomer

_Noun = TypeVar("_Noun", bound=Base)


def of_system(system: str) -> ColumnElement[bool]:
    """A condition on `Customer`."""
    merged = select(MergedCustomer.customer_id).where(MergedCustomer.foreign_system == system)
    return or_(Customer.foreign_system == system, Customer.id.in_(merged))


def concerned(records: Records) -> ColumnElement[bool]:
    """A condition on `Customer`: those of the system, and those who were recognised by something
    else than its number."""
    known = [record.known_id for record in records.customers if record.known_id is not None]
    # Written out, since a statement takes only so many values.
    ids: BindParameter[list[int]] = bindparam(
        "known_ids", known, expanding=True, literal_execute=True
    )
    return or_(of_system(records.system), Customer.id.in_(ids))


def merged_of(noun: type[_Noun], system: str) -> dict[str, _Noun]:
    """The customers that stand for what was merged into them, by the key of that; no other noun is
    merged."""
    ours = select(MergedCustomer).where(MergedCustomer.foreign_system == system)
    found = {
        number_of(merged.foreign_key or ""): merged.customer for merged in db.session.scalars(ours)
    }
    return {key: stays for key, stays in found.items() if isinstance(stays, noun)}
