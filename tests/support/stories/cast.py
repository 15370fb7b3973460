"""The fixed cast: who stands how to the one customer that most stories are about."""

import datetime
import pickle
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection

from planner.database import db
from planner.models import Customer, Field, Member, Person, Plan, Potential, Team
from planner.models.kinds import Mode, PlanStatus, Role, Stage, Via
from tests.support.databases import postgres, sqlite
from tests.support.hashes import CHEAP

PASSWORD = "Sommerregen am Fenster"
PLAN_BEGAN = datetime.date(2026, 1, 1)


@dataclass(frozen=True)
class Cast:
    """People, their customer and its plan. They are detached: inside an application context,
    take `db.session.get(type(item), item.id)` before following a relationship or acting."""

    anna: Person
    """Anna Berg, generalist of team South, owner of the customer."""
    tom: Person
    """Tom Ahrens, inside account manager of team South, member."""
    jo: Person
    """Jo Kilian, specialist for Leasing, member."""
    mira: Person
    """Mira Sommer, specialist for Payments; not on the plan, but the customer has potential."""
    vera: Person
    """Vera Lindt, value specialist for Leasing, not on the plan."""
    paul: Person
    """Paul Stein, lead of team South."""
    ada: Person
    """Ada Admin, administrator; no member of anything."""
    otto: Person
    """Otto Prüf, auditor."""
    ruth: Person
    """Dr. Ruth Falk, executive sponsor, member."""
    fritz: Person
    """Fritz Fremd, generalist of team North: the stranger."""
    south: Team
    north: Team
    leasing: Field
    payments: Field
    insurance: Field
    customer: Customer
    """Eisenwerk Brühl AG."""
    plan: Plan
    """2026, active, in mode specialist."""


@cache
def password_hash() -> str:
    """The hash of everybody's PASSWORD."""
    return CHEAP.hash(PASSWORD)


def assemble() -> Cast:
    """Write the cast into an empty database and commit; asks for an application context."""
    south, north = Team(name="South", region="Bayern"), Team(name="North", region="Hamburg")
    leasing, payments = Field(name="Leasing"), Field(name="Payments")
    insurance = Field(name="Insurance")
    anna = _person("Anna Berg", Role.GENERALIST, team=south)
    tom = _person("Tom Ahrens", Role.INSIDE_ACCOUNT_MANAGER, team=south)
    jo = _person("Jo Kilian", Role.SPECIALIST, field=leasing)
    ruth = _person("Dr. Ruth Falk", Role.EXECUTIVE_SPONSOR)
    customer = _customer(anna, [leasing, payments])
    cast = Cast(
        anna=anna,
        tom=tom,
        jo=jo,
        mira=_person("Mira Sommer", Role.SPECIALIST, field=payments),
        vera=_person("Vera Lindt", Role.VALUE_SPECIALIST, field=leasing),
        paul=_person("Paul Stein", Role.TEAM_LEAD, team=south),
        ada=_person("Ada Admin", Role.EXECUTIVE_SPONSOR, is_administrator=True),
        otto=_person("Otto Prüf", Role.EXECUTIVE_SPONSOR, is_auditor=True),
        ruth=ruth,
        fritz=_person("Fritz Fremd", Role.GENERALIST, team=north),
        south=south,
        north=north,
        leasing=leasing,
        payments=payments,
        insurance=insurance,
        customer=customer,
        plan=_plan(customer, [anna, tom, jo, ruth]),
    )
    db.session.add_all(vars(cast).values())
    db.session.commit()
    db.session.expunge_all()
    return cast


_kept: dict[str, tuple[Any, bytes]] = {}
"""For each kind of database the rows, and the cast with their numbers."""


def assemble_again() -> Cast:
    """The same as `assemble`, from the rows that it wrote when this process asked for it first: to
    let the models write them takes ten times as long."""
    engine = db.engine
    kind = sqlite if engine.dialect.name == "sqlite" else postgres
    if engine.dialect.name not in _kept:
        cast = assemble()
        with engine.connect() as connection:
            rows = kind.rows_of(_driver_of(connection))
        _kept[engine.dialect.name] = (rows, pickle.dumps(cast))
        return cast
    rows, as_kept = _kept[engine.dialect.name]
    with engine.begin() as connection:
        kind.write(_driver_of(connection), rows)
    cast = pickle.loads(as_kept)  # noqa: S301 - we have written it ourselves
    assert isinstance(cast, Cast)
    return cast


def _driver_of(connection: Connection) -> Any:
    """The driver's own connection, which sends statements as they are."""
    return connection.connection.driver_connection


def _person(
    name: str, role: Role, *, team: Team | None = None, field: Field | None = None, **flags: bool
) -> Person:
    first = name.removeprefix("Dr. ").split()[0].lower()
    return Person(
        key=first,
        name=name,
        email=f"{first}@example.org",
        role=role,
        team=team,
        field=field,
        password_hash=password_hash(),
        **flags,
    )


def _customer(owner: Person, fields: list[Field]) -> Customer:
    return Customer(
        key="eisenwerk-bruehl-ag",
        name="Eisenwerk Brühl AG",
        stage=Stage.CUSTOMER,
        city="Brühl",
        owner=owner,
        potentials=[
            Potential(
                field=field,
                annual_value=Decimal(120_000),
                screened_on=PLAN_BEGAN,
                position=position,
            )
            for position, field in enumerate(fields)
        ],
    )


def _plan(customer: Customer, people: list[Person]) -> Plan:
    return Plan(
        customer=customer,
        starts_on=PLAN_BEGAN,
        ends_on=datetime.date(2026, 12, 31),
        status=PlanStatus.ACTIVE,
        activated_on=PLAN_BEGAN,
        mode=Mode.SPECIALIST,
        members=[
            Member(
                person=person,
                joined_on=PLAN_BEGAN,
                via=Via.OWNER if person is customer.owner else Via.INVITATION,
                agreed_on=PLAN_BEGAN,
                position=position,
            )
            for position, person in enumerate(people)
        ],
    )
