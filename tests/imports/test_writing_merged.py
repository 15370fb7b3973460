"""A customer of an export that was merged is found by its own key and by that of the other."""

from sqlalchemy import func, select

from planner.actions.people import people
from planner.actions.plan import customer_mergings, customers
from planner.database import db
from planner.imports.writing import Fate
from planner.models import Customer, Deal, Person, Plan
from planner.models.kinds import PlanStatus, Role
from tests.imports.exports import Export
from tests.imports.written import Written, counts


def somebody() -> Person:
    return people.create({"name": "Lea Lead", "role": Role.TEAM_LEAD}, by=None)


def merge(duplicate: Customer, stays: Customer) -> None:
    """Merge them once the plan of the first is closed, as the page asks for."""
    for plan in db.session.scalars(select(Plan).where(Plan.customer_id == duplicate.id)):
        plan.status = PlanStatus.CLOSED
    db.session.flush()
    customer_mergings.merge(duplicate, stays, by=somebody())
    db.session.commit()
    db.session.expunge_all()


def test_two_of_one_export_are_one_customer_at_the_next_import(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    first, second, *_others = written.all(Customer)
    names, keys = {first.name, second.name}, written.foreign_keys(Deal)
    merge(second, first)
    outcome = written.bring_in(export)
    assert counts(outcome, Fate.CREATED).get("customers") is None
    assert counts(outcome, Fate.UNCHANGED)["customers"] == 1
    assert counts(outcome, Fate.MERGED)["customers"] == 1
    assert len(names & {customer.name for customer in written.all(Customer)}) == 1
    assert written.foreign_keys(Deal) == keys
    assert db.session.scalar(select(func.count(Deal.id))) == len(keys)


def test_one_that_no_import_knew_is_known_by_the_key_of_the_other(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    first = written.all(Customer)[0]
    foreign = first.foreign_key
    own = customers.create({"name": "Written by hand", "currency": "USD"}, by=None)
    merge(first, own)
    outcome = written.bring_in(export)
    assert counts(outcome, Fate.CREATED).get("customers") is None
    stays = select(Customer).where(Customer.foreign_key == foreign)
    assert db.session.scalars(stays).one().id == own.id
