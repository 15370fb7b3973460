"""What tests ask of a database to which exports were written."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import select

from planner import clock
from planner.database import Base, db
from planner.imports.dirt import Dirt
from planner.imports.writing import Fate, Outcome, write_export
from planner.models import Customer, Deal, Event, Member, Person, Plan
from tests.imports.exports import Export

TODAY = date(2026, 5, 4)
Row = TypeVar("Row", bound=Base)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def counts(outcome: Outcome, fate: Fate) -> dict[str, int]:
    """How many of each noun had this fate, without those that had none."""
    return {noun: count for noun in outcome.nouns if (count := outcome.count(noun, fate))}


def noted(outcome: Outcome, kind: Dirt) -> list[tuple[str, int]]:
    return [(one.about, one.count) for one in outcome.findings if one.kind is kind]


class Written:
    """Every import is committed, on the same day unless a test says otherwise."""

    def bring_in(self, export: Export, on: date = TODAY) -> Outcome:
        with clock.at(on):
            outcome = write_export(export.read())
        db.session.commit()
        db.session.expunge_all()
        return outcome

    def all(self, noun: type[Row]) -> Sequence[Row]:
        return db.session.scalars(select(noun).order_by(*noun.__table__.primary_key)).all()

    def foreign_keys(self, noun: Any) -> set[tuple[str, str]]:
        return {(one.foreign_system, one.foreign_key) for one in self.all(noun)}

    def deal(self, number: str) -> Deal:
        return db.session.scalars(select(Deal).where(Deal.foreign_key == number)).one()

    def customer(self, name: str) -> Customer:
        return db.session.scalars(select(Customer).where(Customer.name == name)).one()

    def person(self, name: str) -> Person:
        return db.session.scalars(select(Person).where(Person.name == name)).one()

    def plan(self, customer: str) -> Plan:
        return db.session.scalars(
            select(Plan).join(Customer).where(Customer.name == customer)
        ).one()

    def members(self, customer: str) -> list[tuple[str, str]]:
        statement = select(Member).where(Member.plan_id == self.plan(customer).id)
        found = db.session.scalars(statement.order_by(Member.position))
        return [(member.person.name, member.via.value) for member in found]

    def events(self, subject: Any) -> Sequence[Event]:
        """What happened to a thing, in the order in which history tells it."""
        statement = select(Event).where(
            Event.subject == subject.__tablename__, Event.subject_id == subject.id
        )
        return db.session.scalars(statement.order_by(Event.id)).all()
