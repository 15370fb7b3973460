"""People, teams and fields, added and changed as administrators do it on their pages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from flask import Response
from sqlalchemy import select

from planner.access import Permission
from planner.actions.people import fields, people, teams
from planner.api.problems import Problem
from planner.api.reading import Place
from planner.api.resources import SHAPE_OF_FIELDS, SHAPE_OF_TEAMS
from planner.api.views import asked, by_form, places
from planner.api.views.answers import View
from planner.database import Base, db
from planner.forms.base import Form
from planner.forms.people.fields import FieldForm
from planner.forms.people.people import PersonForm
from planner.forms.people.teams import TeamForm
from planner.jobs import account_mails, background
from planner.models import Field, Person, Team
from planner.planfiles.items import PEOPLE_SHAPE
from planner.planfiles.shapes import Shape
from planner.views.web import check_general, choices, finding, me
from planner.words import gettext

_Form = Callable[..., Form]


def create_person() -> Response:
    _begin()
    place = Place(PEOPLE_SHAPE, "/people")
    sent = by_form.sent_to_add(place)
    key = sent.wanted.get("key")
    if key is not None and db.session.scalar(select(Person.id).where(Person.key == key)):
        raise Problem("conflict", gettext("There is something of this key already."))
    identity = by_form.write_by_form(
        sent,
        partial(_person_form, None),
        lambda form: people.create(form.values(), by=me(), key=key),
    )
    return by_form.answer_with(place, identity, 201)


def update_person(key: str) -> Response:
    _begin()
    found = db.session.scalar(select(Person).where(Person.key == key))
    person = finding.get(Person, found.id if found is not None else 0)
    before = person.email
    place = Place(PEOPLE_SHAPE, "/people", seen=PEOPLE_SHAPE.table.c.id == person.id)
    sent = by_form.sent_to_change(place, by_form.held_item(person, place), ("key",))
    identity = by_form.write_by_form(
        sent, partial(_person_form, person), _changing(person, people.update)
    )
    answer = by_form.answer_with(place, identity)
    if before is not None and before != person.email:
        background.start(account_mails.send_waiting)
    return answer


def create_team() -> Response:
    return _create(SHAPE_OF_TEAMS, partial(_team_form, None), teams.create)


def update_team(key: str) -> Response:
    team = _find(Team, key)
    return _update(SHAPE_OF_TEAMS, team, partial(_team_form, team), teams.update)


def create_field() -> Response:
    return _create(SHAPE_OF_FIELDS, FieldForm, fields.create)


def update_field(key: str) -> Response:
    field = _find(Field, key)
    return _update(SHAPE_OF_FIELDS, field, partial(FieldForm, obj=field), fields.update)


def _create(shape: Shape, form_of: _Form, action: Callable[..., Base]) -> Response:
    _begin()
    place = Place(shape, f"/{shape.list}")
    sent = by_form.sent_to_add(place)
    identity = by_form.write_by_form(sent, form_of, lambda form: action(form.values(), by=me()))
    return by_form.answer_with(place, identity, 201)


def _update(shape: Shape, item: Any, form_of: _Form, action: Callable[..., None]) -> Response:
    place = places.plain_place(shape, str(item.id))
    sent = by_form.sent_to_change(place, by_form.held_item(item, place))
    identity = by_form.write_by_form(sent, form_of, _changing(item, action))
    return by_form.answer_with(place, identity)


def _changing(item: Any, action: Callable[..., None]) -> Callable[[Form], Base]:
    def change(form: Form) -> Base:
        action(item, form.values(), by=me())
        changed: Base = item
        return changed

    return change


def _begin() -> None:
    asked.only()
    check_general(Permission.ADMINISTER)


def _find(model: type[Base], key: str) -> Base:
    _begin()
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < places.DIGITS else 0
    return finding.get(model, number)


def _person_form(person: Person | None, **sent: Any) -> PersonForm:
    form = PersonForm(obj=person, **sent)
    form.team_id.offer(choices.choices_of_teams())
    form.field_id.offer(choices.choices_of_fields())
    return form


def _team_form(team: Any, **sent: Any) -> TeamForm:
    form = TeamForm(obj=team, **sent)
    form.department_id.offer(choices.departments_for(team))
    return form


ORGANISATION_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "people": {"POST": create_person},
    "person": {"PATCH": update_person},
    "teams": {"POST": create_team},
    "team": {"PATCH": update_team},
    "fields": {"POST": create_field},
    "field": {"PATCH": update_field},
}
