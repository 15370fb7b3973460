"""Fields, teams and people."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.actions.editing import Values
from planner.actions.people import fields, people, teams
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.records import PersonRecord, Records
from planner.imports.writing.merging import news
from planner.imports.writing.outcome import Outcome
from planner.imports.writing.registers import Actions, Register, RegisteredNoun
from planner.models import Field, Person, Team
from planner.models.mixins import folded


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the keys of the records stand for."""

    fields: dict[str | None, Field]
    people: dict[str | None, Person]


def write_organisation(records: Records, outcome: Outcome) -> Organisation:
    """Raise ExportError when a record cannot be there beside what is there already."""
    written_fields = _write_fields(records, outcome)
    written_people = _write_people(records, _write_teams(records, outcome), written_fields, outcome)
    outcome.refuse_if_problems()
    return Organisation(written_fields, written_people)


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
    records: Records,
    of_key: dict[str | None, Team],
    fields_of_key: dict[str | None, Field],
    outcome: Outcome,
) -> dict[str | None, Person]:
    actions = Actions(Person, people.create, people.update, lambda _said: None)
    register = Register(actions, records.system, outcome)
    leads = {team.lead_key: team.key for team in records.teams}
    found = {}
    for one in records.people:
        team = of_key.get(one.team_key or leads.get(one.key))
        field = fields_of_key.get(one.field_key)
        values = {
            "name": one.name,
            "role": one.role,
            "unit": one.unit,
            "team_id": team.id if team else None,
            "field_id": field.id if field else None,
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


def _named(noun: type[RegisteredNoun], said: Values) -> RegisteredNoun | None:
    return db.session.scalar(select(noun).where(noun.name == said["name"]))


def _present(found: dict[str, RegisteredNoun | None]) -> dict[str | None, RegisteredNoun]:
    """Without the refused; nothing stands for the key None."""
    return {key: one for key, one in found.items() if one is not None}
