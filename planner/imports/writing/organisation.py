"""Fields, teams and people, and then their customers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from planner.actions.editing import Values
from planner.actions.people import fields, people, teams
from planner.actions.plan import customers
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.portfolio import Portfolio
from planner.imports.records import CustomerRecord, PersonRecord, Records
from planner.imports.writing.merging import news
from planner.imports.writing.outcome import Outcome
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


def write_organisation(records: Records, portfolio: Portfolio, outcome: Outcome) -> Organisation:
    """Raise ExportError when a record cannot be there beside what is there already."""
    written_fields = _write_fields(records, outcome)
    written_people = _write_people(records, _write_teams(records, outcome), outcome)
    outcome.refuse_if_problems()
    written = _write_customers(records, written_people, portfolio, outcome)
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
    actions = Actions(Person, people.create, people.update, lambda _said: None)
    register = Register(actions, records.system, outcome)
    leads = {team.lead_key: team.key for team in records.teams}
    found = {}
    for one in records.people:
        team = of_key.get(one.team_key or leads.get(one.key))
        values = {
            "name": one.name,
            "role": one.role,
            "unit": one.unit,
            "team_id": team.id if team else None,
        }
        numbered = register.find(one.source)
        known = numbered or _already_here(one)
        if known is None or (numbered is not None and not one.only_named):
            found[one.key] = _settled(register, one, values, numbered, outcome)
        else:
            found[one.key] = register.leave(one.source, known)
    register.note_gone()
    return _present(found)


def _settled(
    register: Register[Person],
    record: PersonRecord,
    values: Values,
    known: Person | None,
    outcome: Outcome,
) -> Person | None:
    """Made, or changed unless the person has an account: who may sign in, and as whom, is up to the
    administrators."""
    if known is None or (known.email is None and known.password_hash is None):
        return register.settle(record.source, values)
    if news(known, {name: said for name, said in values.items() if said is not None}, outcome):
        outcome.noted.add(Dirt.ACCOUNT_KEPT, place=f"{record.source.place} “{known.name}”".strip())
    return register.leave(record.source, known)


def _already_here(record: PersonRecord) -> Person | None:
    """Whoever has this address, else who alone is called so, whatever is known of them beside."""
    if record.email and (known := people.find_by_email(record.email)):
        return known
    if not record.found_by_name:
        return None
    called_so = select(Person).where(Person.name_folded == folded(record.name))
    found = db.session.scalars(called_so).all()
    return found[0] if len(found) == 1 else None


def _write_customers(
    records: Records,
    of_key: dict[str | None, Person],
    portfolio: Portfolio,
    outcome: Outcome,
) -> dict[str | None, Customer]:
    # Two customers may share everything, so that none is taken for another without its key.
    actions = Actions(Customer, customers.create, customers.update, lambda _said: None)
    register = Register(actions, records.system, outcome)
    names = set(db.session.scalars(select(Customer.name)))
    known_by_id = _of_ids(record.known_id for record in records.customers)
    found: dict[str, Customer | None] = {}
    new: list[tuple[CustomerRecord, Values]] = []
    for one in records.customers:
        known = register.find(one.source) or known_by_id.get(one.known_id)
        if one.only_named:
            register.see(one.source)
            found[one.key] = known
            if known is not None and portfolio.deals_of(one):
                register.move_on(known, _concluded(one, known, portfolio, of_key))
            continue
        if known is None and one.name in names:
            outcome.noted.add(Dirt.NAME_SHARED, place=f"{one.source.place} “{one.name}”")
        values = {**_said(one), **_concluded(one, known, portfolio, of_key)}
        _note_switched_off(one, of_key, outcome)
        if known is None:
            new.append((one, values))
        else:
            found[one.key] = register.settle(one.source, values, known=known)
    for start in range(0, len(new), _CHUNK):
        chunk = new[start : start + _CHUNK]
        sourced = [(one.source, values) for one, values in chunk]
        made = register.settle_new(sourced, customers.create_many)
        found |= {one.key: customer for (one, _), customer in zip(chunk, made, strict=True)}
    register.note_gone()
    outcome.refuse_if_problems()
    return _present(found)


def _of_ids(ids: Iterable[int | None]) -> dict[int | None, Customer]:
    waiting = [identity for identity in ids if identity is not None]
    found: dict[int | None, Customer] = {}
    for start in range(0, len(waiting), _CHUNK):
        some = select(Customer).where(Customer.id.in_(waiting[start : start + _CHUNK]))
        found |= {customer.id: customer for customer in db.session.scalars(some)}
    return found


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
        concluded["owner_id"] = owner.id if owner and owner.is_active else None
    if known is None and record.currency is None:
        concluded["currency"] = portfolio.currency_of(record)
    stage = portfolio.stage_of(record)
    if record.stage is not None or known is None or _is_ahead(stage, known.stage):
        concluded["stage"] = stage
    return concluded


def _note_switched_off(
    record: CustomerRecord, of_key: dict[str | None, Person], outcome: Outcome
) -> None:
    owner = of_key.get(record.owner_key)
    if owner is not None and not owner.is_active:
        outcome.noted.add(Dirt.OWNER_SWITCHED_OFF, f"“{owner.name}”", place=record.source.place)


def _is_ahead(stage: Stage, of: Stage) -> bool:
    return of in _AHEAD and stage in _AHEAD and _AHEAD.index(stage) > _AHEAD.index(of)


def _named(noun: type[RegisteredNoun], said: Values) -> RegisteredNoun | None:
    return db.session.scalar(select(noun).where(noun.name == said["name"]))


def _present(found: dict[str, RegisteredNoun | None]) -> dict[str | None, RegisteredNoun]:
    """Without the refused; nothing stands for the key None."""
    return {key: one for key, one in found.items() if one is not None}
