"""Writes plan files into a folder: customer by customer, so that any number of plans fits."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, select

from planner.cli.whole_files import write_whole
from planner.database import db, only_reading
from planner.models import Customer
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import quoted
from planner.planfiles.exporting import export_documents
from planner.planfiles.stored import chunks
from planner.queries.plan import plans as queries

CUSTOMERS_AT_ONCE = 40

_Customers = Mapping[int, str]
"""The keys of customers by their ids."""


class Unwritten(Exception):
    """Why no file, or not every file, was written."""


def write_plans(keys: Sequence[str] | None, folder: Path) -> Iterator[Path]:
    """Write the plans of these customers, or of all for None, and say where each one stands.

    Raise Unwritten; before anything is written when a customer is not there or has no plan.
    """
    if keys is not None:
        _refuse_missing(keys)
    written: set[Path] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for customers in _all() if keys is None else _named(keys):
            for name, document in _files(customers):
                path = folder / name
                if path in written:  # a key may end like a day
                    raise Unwritten(f"{path} would be written twice; export one customer alone.")
                written.add(path)
                write_whole(path, document)
                yield path
    except OSError as error:
        raise Unwritten(f"{error.filename or folder}: {error.strerror}.") from error


def current_documents() -> Iterator[Document]:
    """The plan file of each customer's current plan; who has no plan has no file."""
    for customers in _all():
        names = {f"{key}.json" for key in customers.values()}
        yield from [document for name, document in _files(customers) if name in names]


def _refuse_missing(keys: Sequence[str]) -> None:
    problems = []
    planned: set[str] = set()
    planless: set[str] = set()
    for customers in _named(keys):
        with_plan = queries.plans_of_customers(customers)
        for customer_id, key in customers.items():
            (planned if customer_id in with_plan else planless).add(key)
    for key in keys:
        if key in planless:
            problems.append(f"The customer {quoted(key)} has no plan yet.")
        elif key not in planned:
            problems.append(f"There is no customer with the key {quoted(key)}.")
    if problems:
        raise Unwritten("\n".join(problems))


def _named(keys: Sequence[str]) -> Iterator[_Customers]:
    for some in chunks(dict.fromkeys(keys), CUSTOMERS_AT_ONCE):
        with _one_moment():
            yield _customers(Customer.key.in_(some))


def _all() -> Iterator[_Customers]:
    last: int | None = 0
    while last is not None:
        with _one_moment():
            customers = _customers(Customer.id > last)
            yield customers
            last = max(customers, default=None)


def _customers(condition: ColumnElement[bool]) -> _Customers:
    statement = select(Customer.id, Customer.key).where(condition).order_by(Customer.id)
    rows = db.session.execute(statement.limit(CUSTOMERS_AT_ONCE))
    return {row.id: row.key for row in rows}


@contextmanager
def _one_moment() -> Iterator[None]:
    """What is read inside is how things stood at one moment."""
    with only_reading():
        if db.engine.dialect.name == "postgresql":
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        try:
            yield
        finally:
            db.session.rollback()


def _files(customers: _Customers) -> Iterator[tuple[str, Document]]:
    """Names and plan files; that of the current plan is named as the customer alone."""
    names: dict[int, str] = {}
    owners: dict[int, int] = {}
    for customer_id, plans in queries.plans_of_customers(customers).items():
        for index, plan in enumerate(plans):
            owners[plan.id] = customer_id
            suffix = f".{plan.starts_on.isoformat()}" if index else ""
            names[plan.id] = f"{customers[customer_id]}{suffix}.json"
    for plan_id, document in export_documents(owners):
        yield names[plan_id], document
