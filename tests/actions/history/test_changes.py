"""What an event says about a change."""

from flask import Flask

from planner.actions.people import people
from planner.database import db
from planner.models import Event, Field, Person, Team
from planner.models.kinds import Role


def test_a_change_of_several_references_at_once_tells_of_them_all(app: Flask) -> None:
    with app.app_context():
        person = Person(key="clara", name="Clara", role=Role.SPECIALIST)
        field, team = Field(name="Leasing"), Team(name="North")
        db.session.add_all([person, field, team])
        db.session.commit()
        db.session.expunge_all()
        clara = db.session.get_one(Person, person.id)

        people.update(clara, {"field_id": field.id, "team_id": team.id}, by=None)

        assert db.session.scalars(db.select(Event)).one().changes == {
            "field": [None, {"id": field.id, "name": "Leasing"}],
            "team": [None, {"id": team.id, "name": "North"}],
        }
