"""Imports of other programs are taken back in the right order, whatever the program itself did."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.people import people
from planner.actions.plan import contacts, customer_deletions, customers, deals
from planner.database import db
from planner.imports.bringing import read, write
from planner.imports.deciding import Options
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import recorded
from planner.jobs import nightly, signature_findings, sponsor_successions
from planner.models import Contact, Customer, Deal, Follow, ImportRun, Person
from planner.models.kinds import Role
from tests.imports.tables import Table, write_table
from tests.imports.undone import everything, take_back, touched
from tests.imports.written import TODAY

COMPANIES: Table = [
    ("Record ID", "Company name", "City", "Company Owner"),
    ("1", "Nordwind", "Köln", "Anna Kurz"),
    ("2", "Südstern", "Ulm", "Bea Lang"),
]
PEOPLE: Table = [
    ("Record ID", "Last Name", "Email", "Job Title", "Associated Company IDs"),
    ("11", "Übel", "zoe@example.com", "Buyer", "1"),
    ("12", "Ott", "ott@example.com", "CEO", "2"),
]
DEALS: Table = [
    (
        "Record ID",
        "Deal Name",
        "Deal Stage",
        "Amount",
        "Close Date",
        "Associated Company IDs",
        "Deal Owner",
    ),
    ("21", "Pumps", "Closed Won", "5", "2026-03-13", "1", "Anna Kurz"),
    ("22", "Valves", "Qualified", "7", "2026-09-13", "2", "Bea Lang"),
]
DOINGS: Table = [
    (
        "Record ID",
        "Activity Type",
        "Activity Date",
        "Associated Contact Email",
        "Notes",
        "Associated Deal IDs",
        "Activity assigned to",
    ),
    ("31", "Call", "2026-03-01", "zoe@example.com", "A good talk", "", "Anna Kurz"),
    ("32", "Meeting", "2026-03-02", "", "About pumps", "21", "Anna Kurz"),
]


@pytest.fixture
def in_app(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def ruth(in_app: None) -> Person:
    """Somebody who was there before, and follows a customer that was, too."""
    ruth = people.create(
        {"name": "Ruth Falk", "role": Role.GENERALIST, "email": "r@example.com"}, by=None
    )
    db.session.flush()
    customer = customers.create({"name": "Nordwind"}, by=ruth)
    db.session.flush()
    db.session.add(Follow(person_id=ruth.id, subject="customers", subject_id=customer.id))
    db.session.commit()
    return ruth


def bring(folder: Path, *, later: int = 0, by: Person | None = None, **tables: Table) -> int:
    """Import some files of HubSpot; the number of the run."""
    return bring_all(folder, tables, later=later, by=by)


def bring_all(
    folder: Path, tables: dict[str, Table], *, later: int = 0, by: Person | None = None
) -> int:
    paths = [write_table(folder / f"{name}.csv", table) for name, table in tables.items()]
    run = ImportRun(system="hubspot", by=by)
    with clock.at(TODAY + timedelta(days=later)), recorded(run):
        brought = write(read(paths, Options(system="hubspot")), by=by)
        describe(run, brought.outcome)
        run.files = [fates.as_json() for fates in brought.fates()]
        db.session.commit()
    db.session.expunge_all()
    return run.id


def changed(table: Table, *changes: tuple[str, str]) -> Table:
    """The same with other texts."""
    said = dict(changes)
    return [[said.get(str(cell), cell) for cell in row] for row in table]


def test_each_run_is_taken_back_from_the_last_to_the_first(in_app: None, tmp_path: Path) -> None:
    states = [everything()]
    runs = []
    each: tuple[dict[str, Table], ...] = (
        {"companies": COMPANIES},
        {"people": PEOPLE},
        {"deals": DEALS},
        {"doings": DOINGS},
        {
            "companies": changed(COMPANIES, ("Köln", "Bonn"), ("Nordwind", "Nordwind Nord")),
            "people": [
                *changed(PEOPLE, ("Buyer", "Head of buying"), ("Übel", "Ünel")),
                ("13", "Neu", "neu@example.com", "", "1"),
            ],
            "deals": changed(DEALS, ("Qualified", "Closed Won"), ("Valves", "Valves and more")),
        },
        {
            "doings": [
                *DOINGS,
                ("33", "Call", "2026-04-01", "neu@example.com", "More", "22", "Bea Lang"),
            ]
        },
    )
    for number, tables in enumerate(each):
        runs.append(bring_all(tmp_path, tables, later=number))
        states.append(everything())

    assert [it for it in touched(runs[0]).items() if not it[1].startswith("import ")] == []
    for run, before in zip(reversed(runs), reversed(states[:-1]), strict=True):
        take_back(run)
        for table, rows in everything().items():
            assert rows == before[table], (run, table)


def test_what_was_taken_back_can_come_and_go_once_more(in_app: None, tmp_path: Path) -> None:
    first = bring(tmp_path, companies=COMPANIES, people=PEOPLE, deals=DEALS)
    before = everything()
    take_back(bring(tmp_path, doings=DOINGS))
    assert everything() == before
    take_back(bring(tmp_path, doings=DOINGS))
    assert everything() == before
    take_back(first)

    assert everything()["customers"] == []


def test_a_run_of_somebody_who_is_here_is_taken_back(ruth: Person, tmp_path: Path) -> None:
    before = everything()
    run = bring(tmp_path, by=db.session.get_one(Person, ruth.id), companies=COMPANIES,
                people=PEOPLE, deals=DEALS, doings=changed(DOINGS, ("Anna Kurz", "")))  # fmt: skip
    take_back(run)

    for table, rows in everything().items():
        assert rows == before[table], table


def test_followers_are_as_before(ruth: Person, tmp_path: Path) -> None:
    """Who follows a customer that an import changes is told, and of taking that back is not."""
    named: Table = [("Company", "City"), ("Nordwind", "Köln")]
    before = everything()
    path = write_table(tmp_path / "customers.csv", named)
    run = ImportRun(system="table")
    with clock.at(TODAY), recorded(run):
        brought = write(read([path], Options()))
        describe(run, brought.outcome)
        db.session.commit()
    db.session.expunge_all()
    assert db.session.scalars(select(Customer)).one().city == "Köln"

    take_back(run.id)

    for table, rows in everything().items():
        assert rows == before[table], table


class TestKept:
    def test_a_contact_that_stays_is_found_by_its_number_at_the_next_import(
        self, ruth: Person, tmp_path: Path
    ) -> None:
        run = bring(tmp_path, companies=COMPANIES, people=PEOPLE)
        contact = db.session.scalars(select(Contact).where(Contact.name == "Ott")).one()
        contacts.update(contact, {"function": "Chief"}, by=db.session.get_one(Person, ruth.id))
        db.session.commit()

        take_back(run, keep_touched=True)
        bring(tmp_path, companies=COMPANIES, people=PEOPLE)

        assert [one.name for one in db.session.scalars(select(Contact).order_by(Contact.id))] == [
            "Ott",
            "Übel",
        ]

    def test_what_stays_does_not_keep_another_run_from_being_taken_back(
        self, ruth: Person, tmp_path: Path
    ) -> None:
        first = bring(tmp_path, companies=COMPANIES)
        second = bring(tmp_path, deals=DEALS)
        deal = db.session.scalars(select(Deal).where(Deal.title == "Valves")).one()
        deals.update(deal, {"title": "Mine"}, by=db.session.get_one(Person, ruth.id))
        db.session.commit()

        take_back(second, keep_touched=True)
        take_back(first, keep_touched=True)

        left = db.session.scalars(select(Deal)).one()
        assert (left.title, left.plan.customer.name) == ("Mine", "Südstern")
        names = [one.name for one in db.session.scalars(select(Customer).order_by(Customer.id))]
        assert names == ["Nordwind", "Südstern"]

    def test_a_customer_that_somebody_deleted_is_named_and_left_as_it_is(
        self, ruth: Person, tmp_path: Path
    ) -> None:
        run = bring(tmp_path, companies=COMPANIES, people=PEOPLE)
        customer = db.session.scalars(select(Customer).where(Customer.name == "Südstern")).one()
        customer_deletions.delete(customer, by=db.session.get_one(Person, ruth.id))
        db.session.commit()

        assert set(touched(run).values()) == {"Ruth Falk"}
        take_back(run, keep_touched=True)
        assert [one.name for one in db.session.scalars(select(Customer))] == ["Nordwind"]


def test_what_the_program_does_by_itself_at_night_is_no_use(in_app: None, tmp_path: Path) -> None:
    before = everything()
    run = bring(tmp_path, companies=COMPANIES, people=PEOPLE, deals=DEALS, doings=DOINGS)
    with clock.at(TODAY + timedelta(days=30)):
        list(nightly.rate_active_plans())
        list(sponsor_successions.pass_on_requests())
        list(signature_findings.find())
        db.session.commit()
    db.session.expunge_all()

    take_back(run)

    after = everything()
    assert {name for name in after if after[name] != before[name]} == set()


def test_what_was_only_given_a_number_may_be_changed_by_people(
    ruth: Person, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "customers.csv", [("Company", "City"), ("Nordwind", "")])
    run = ImportRun(system="table")
    with clock.at(TODAY), recorded(run):
        describe(run, write(read([path], Options())).outcome)
        db.session.commit()
    db.session.expunge_all()
    customer = db.session.scalars(select(Customer)).one()
    assert customer.foreign_system == "table"
    customers.update(
        customer, {"name": "Nordwind", "city": "Bonn"}, by=db.session.get_one(Person, ruth.id)
    )
    db.session.commit()

    take_back(run.id)

    customer = db.session.scalars(select(Customer)).one()
    assert (customer.city, customer.foreign_system) == ("Bonn", None)
