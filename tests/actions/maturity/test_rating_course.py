"""How ratings follow each other: one a day, with what became of the age and of answers."""

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.maturity import ratings, symptom_answers
from planner.actions.plan import potentials
from planner.database import db
from planner.models import Event, EventType, Person, Plan, SymptomAnswer
from planner.models.kinds import AnswerKind
from planner.queries.maturity import facts, ratings as queries
from planner.rating import Symptom, rate
from planner.rating.words import Age
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, course, fall_silent, pass_night, speak, stored


def test_the_last_rating_of_a_day_is_kept(app: Flask, cast: Cast) -> None:
    pass_night(app, cast, before(3))
    speak(app, cast)
    planned.activity(app, cast, title="Another one")
    assert course(app, cast.plan) == [
        (before(3), "neanderthal", None),
        (DAY, "bronze", "progress"),
    ]


def test_what_was_undone_on_the_same_day_leaves_nothing(app: Flask, cast: Cast) -> None:
    pass_night(app, cast, before(3))
    fall_silent(app, cast, speak(app, cast))
    assert course(app, cast.plan) == [(before(3), "neanderthal", None)]


def test_a_relapse_is_noticed_when_days_pass(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(95))
    pass_night(app, cast, before(6))
    pass_night(app, cast, before(5))
    rows = course(app, cast.plan)
    assert rows[0] == (before(95), "bronze", None)
    assert rows[-1] == (before(5), "neanderthal", "relapse")
    assert [movement for _on, _age, movement in rows].count("relapse") == 1
    with app.app_context():
        assert stored(cast.plan)[-1].cause_event_id is None


def test_what_follows_on_the_same_day_is_not_blamed_for_the_age(app: Flask, cast: Cast) -> None:
    pass_night(app, cast, before(3))
    speak(app, cast)
    planned.activity(app, cast, title="Another one")
    with app.app_context():
        cause = db.session.get_one(Event, stored(cast.plan)[-1].cause_event_id)
        assert cause.subject_name == "Visit the plant"


def test_a_relapse_counts_against_the_last_age_that_is_one(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(10))
    with app.app_context(), clock.at(before(8)):
        row = stored(cast.plan)[-1]
        row.age = "forming"
        db.session.commit()
    pass_night(app, cast, before(7))
    assert course(app, cast.plan)[-1] == (before(7), "bronze", None)


def test_the_same_rating_is_stored_once(app: Flask, cast: Cast) -> None:
    pass_night(app, cast, before(1))
    pass_night(app, cast)
    assert len(course(app, cast.plan)) == 1


def test_a_stored_rating_knows_nothing_of_later_days(app: Flask, cast: Cast) -> None:
    speak(app, cast)
    with app.app_context(), clock.at(before(40)):
        ratings.rate_plans({cast.plan.id: None})
        db.session.commit()
        row = queries.latest_of([cast.plan.id]).get(cast.plan.id)
        assert row is not None
        expected = rate(facts.facts_of_plan(cast.plan.id), before(40)).as_json()
        assert (row.on, row.age) == (before(40), "neanderthal")
        assert row.symptoms == expected["symptoms"]
        assert row.movement is None, "the bronze age is still to come"
    with app.app_context():
        assert [row.on for row in stored(cast.plan)] == [before(40), DAY]
        found = queries.latest_of([cast.plan.id], until=before(1))
        assert found[cast.plan.id].on == before(40)


def test_a_change_of_age_is_an_event_that_only_the_course_shows(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    pass_night(app, cast, before(2))
    speak(app, cast)
    with app.app_context():
        event = db.session.scalars(
            select(Event).where(Event.type == EventType.RATING_CHANGED)
        ).one()
        assert event.changes == {"age": ["neanderthal", "bronze"]}
        assert (event.actor_id, event.plan_id) == (None, cast.plan.id)
    for person in (cast.paul, cast.anna):
        assert "Another age" not in visitor(person).visit(f"/plans/{cast.plan.id}/history").text


def test_an_answer_lapses_with_the_evidence_that_it_was_given_to(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(1))
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        plan = db.session.get_one(Plan, cast.plan.id)
        answered = {"stranger": "member:jo", "field_uncovered": "potential:Other"}
        for code, evidence in answered.items():
            symptom = Symptom(code, Age.BRONZE, decides=True, evidence=(evidence,))
            values = {"kind": AnswerKind.EXPLAINED, "text": "Jo was there before."}
            symptom_answers.answer(plan, symptom, values, by=anna)
        db.session.commit()
        screened = {"field_id": cast.insurance.id, "annual_value": 5000}
        potentials.create(plan.customer, screened, by=anna)
        db.session.commit()
        assert set(db.session.scalars(select(SymptomAnswer.code))) == {"stranger"}
