"""Fields, teams and people, and then their customers."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.actions.editing import Values
from planner.actions.people import fields, people, teams
from planner.actions.plan import customers
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.portfolio import Portfolio
from planner.imports.records import CustomerRecord, Records
from planner.imports.writing.outcome import Outcome
from planner.imports.writing.progress import Advance
from planner.imports.writing.registers import Actions, Register, RegisteredNoun
from planner.models import Customer, Field, Person, Team
from planner.models.kinds import Stage
from planner.models.mixins import folded

_CHUNK = 500
_AHEAD = (Stage.SUSPECT, Stage.PROSPECT, Stage.CUSTOMER)


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the keys of the records stand for."""

    fields: dict[str | None, Field]
    people: dict[str | None, Person]
    customers: dict[str | None, Customer]


def write_organisation(
    records: Records, portfolio: Portfolio, outcome: Outcome, advance: Advance
) -> Organisation:
    """Raise ExportError when a record cannot be there beside what is there already."""
    written_fields = _write_fields(records, outcome)
    written_people = _write_people(records, _write_teams(records, outcome), outcome)
    outcome.refuse_if_problems()
    written = _write_customers(records, written_people, portfolio, outcome, advance)
    return Organisation(written_fields, written_people, written)


def _write_fields(records: Records, outcome: Outcome) -> dict[str | None, Field]:
    actions = Actions(Field, fields.create, fields.update, lambda said: _named(Field, said))
    register = Register(actions, records.system, outcome)
    found = {one.key: register.settle(one.source, {"name": one.name}) for one in records.fields}
    register.note_gone()
    return _present(found)


def _write_teams(records: Records, outcome: Outcome) -> dict[str | None, Team]:
    actions = Actions(Team, teams.create, teams.update, lambda said: _named(Team, said))
    register = Register(actions, records.system, outcome)
    found = {
        one.key: register.settle(one.source, {"name": one.name, "region": one.region})
        for one in records.teams
    }
    register.note_gone()
    return _present(found)


def _write_people(
    records: Records, of_key: dict[str | None, Team], outcome: Outcome
) -> dict[str | None, Person]:
    actions = Actions(Person, people.create, people.update, _with_same_address)
    register = Register(actions, records.system, outcome)
    leads = {team.lead_key: team.key for team in records.teams}
    found = {}
    for one in records.people:
        team = of_key.get(one.team_key or leads.get(one.key))
        values = {
            "name": one.name,
            "role": one.role,
            "email": one.email,
            "unit": one.unit,
            "team_id": team.id if team else None,
        }
        known = _of_that_name(one.name) if one.found_by_name else None
        register.see(one.source)
        found[one.key] = known or register.settle(one.source, values)
    register.note_gone()
    return _present(found)


def _of_that_name(name: str) -> Person | None:
    """Who alone is called so, whatever is known of them beside it."""
    found = db.session.scalars(select(Person).where(Person.name_folded == folded(name))).all()
    return found[0] if len(found) == 1 else None


def _write_customers(
    records: Records,
    of_key: dict[str | None, Person],
    portfolio: Portfolio,
    outcome: Outcome,
    advance: Advance,
) -> dict[str | None, Customer]:
    # Two customers may share everything, so that none is taken for another without its key.
    actions = Actions(Customer, customers.create, customers.update, lambda _said: None)
    register = Register(actions, records.system, outcome)
    names = set(db.session.scalars(select(Customer.name)))
    found: dict[str, Customer | None] = {}
    new: list[tuple[CustomerRecord, Values]] = []
    for one in records.customers:
        known = register.find(one.source)
        if one.known_id is not None:
            known = db.session.get(Customer, one.known_id)
        if one.only_named:
            register.see(one.source)
            found[one.key] = known
            continue
        if known is None and one.name in names:
            outcome.noted.add(Dirt.NAME_SHARED, place=f"{one.source.place} “{one.name}”")
        values = {**_said(one), **_concluded(one, known, portfolio, of_key)}
        if known is None:
            new.append((one, values))
        else:
            found[one.key] = register.settle(one.source, values, known=known)
        # Whoever shows progress has counted what was read.
        advance(0 if one.collecting else 1)
    for start in range(0, len(new), _CHUNK):
        chunk = new[start : start + _CHUNK]
        sourced = [(one.source, values) for one, values in chunk]
        made = register.settle_new(sourced, customers.create_many)
        found |= {one.key: customer for (one, _), customer in zip(chunk, made, strict=True)}
    register.note_gone()
    return _present(found)


def _said(record: CustomerRecord) -> Values:
    columns = ("name", "industry", "country", "city", "website", "annual_revenue", "currency")
    return {column: getattr(record, column) for column in columns}


def _concluded(
    record: CustomerRecord,
    known: Customer | None,
    portfolio: Portfolio,
    of_key: dict[str | None, Person],
) -> Values:
    """Owner and stage, where the export says them or they are not settled here."""
    concluded: dict[str, object] = {}
    if record.owner_key is not None or known is None or known.owner_id is None:
        owner = of_key.get(portfolio.owner_of(record))
        concluded["owner_id"] = owner.id if owner else None
    stage = portfolio.stage_of(record)
    if record.stage is not None or known is None or _is_ahead(stage, known.stage):
        concluded["stage"] = stage
    return concluded


def _is_ahead(stage: Stage, of: Stage) -> bool:
    return of in _AHEAD and stage in _AHEAD and _AHEAD.index(stage) > _AHEAD.index(of)


def _named(noun: type[RegisteredNoun], said: Values) -> RegisteredNoun | None:
    return db.session.scalar(select(noun).where(noun.name == said["name"]))


def _with_same_address(said: Values) -> Person | None:
    return people.find_by_email(said["email"]) if "email" in said else None


def _present(found: dict[str, RegisteredNoun | None]) -> dict[str | None, RegisteredNoun]:
    """Without the refused; nothing stands for the key None."""
    return {key: one for key, one in found.items() if one is not None}
