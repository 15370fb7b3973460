"""The rating is stored when it changes, in the transaction that changes it."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.actions import goals, plans, potentials, ratings, settings, symptom_answers
from planner.database import db
from planner.models import (
    Customer,
    Event,
    EventType,
    Person,
    Plan,
    Potential,
    StoredRating,
    SymptomAnswer,
)
from planner.models.kinds import AnswerKind, PotentialStatus
from planner.models.setting import DAYS_BEFORE_LEADS
from planner.queries import facts
from planner.queries import ratings as queries
from planner.rating import Symptom, rate
from planner.rating.words import Age
from tests.support import planned
from tests.support.cast import Cast
from tests.support.fixtures import Visitors
from tests.support.rated import (
    DAY,
    before,
    course,
    fall_silent,
    pass_night,
    speak,
    stored,
    symptoms,
)
from tests.support.statements import counted


def test_a_change_stores_the_rating_with_its_evidence_and_its_cause(app: Flask, cast: Cast) -> None:
    speak(app, cast)
    with app.app_context():
        (row,) = stored(cast.plan)
        assert (row.on, row.age, row.last_age, row.movement) == (DAY, "bronze", "bronze", None)
        assert {
            "code": "stranger",
            "age": "bronze",
            "decides": True,
            "evidence": ["member:jo"],
        } in (row.symptoms)
        assert row.thresholds == {}
        event = db.session.get_one(Event, row.cause_event_id)
        assert event.type == EventType.ACTIVITY_CREATED


def test_a_claim_and_the_rating_it_leads_to_take_one_request(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    speak(app, cast, before(20))
    pass_night(app, cast)
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}")
    assert "openings_unclaimed" in symptoms(app, cast.plan)

    page.press("Claim: Visit the plant", htmx=True)

    with app.app_context():
        cause = stored(cast.plan)[-1].cause_event_id
        assert db.session.get_one(Event, cause).type == EventType.ACTIVITY_CLAIMED
    assert "openings_unclaimed" not in symptoms(app, cast.plan)


def test_opening_a_page_rates_nothing(app: Flask, cast: Cast, visitor: Visitors) -> None:
    visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    assert course(app, cast.plan) == []


def test_what_is_rolled_back_leaves_no_rating(app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        goals.create(plan, {"title": "Grow"}, by=anna)
        db.session.rollback()
        db.session.commit()
    assert course(app, cast.plan) == []


def test_a_rating_that_fails_takes_the_change_with_it(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(ratings, "rate", fail)
    with pytest.raises(RuntimeError):
        speak(app, cast)
    with app.app_context():
        db.session.rollback()
        assert db.session.scalar(select(func.count(Event.id))) == 0


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
        expected = rate(facts.of_plan(cast.plan.id), before(40)).as_json()
        assert (row.on, row.age) == (before(40), "neanderthal")
        assert row.symptoms == expected["symptoms"]
        assert row.movement is None, "the bronze age is still to come"
    with app.app_context():
        assert [row.on for row in stored(cast.plan)] == [before(40), DAY]
        found = queries.latest_of([cast.plan.id], until=before(1))
        assert found[cast.plan.id].on == before(40)


def test_potential_of_the_customer_is_rated_with_its_active_plan(app: Flask, cast: Cast) -> None:
    with app.app_context():
        leasing = db.session.scalars(
            select(Potential).where(Potential.field_id == cast.leasing.id)
        ).one()
        anna = db.session.get_one(Person, cast.anna.id)
        potentials.update(leasing, {"status": PotentialStatus.QUALIFIED}, by=anna)
        db.session.commit()
        (row,) = stored(cast.plan)
        assert row.cause_event_id == db.session.scalar(
            select(Event.id).where(Event.type == EventType.POTENTIAL_UPDATED)
        )


def test_what_the_rating_does_not_look_at_is_not_rated(app: Flask, cast: Cast) -> None:
    planned.deal(app, cast, expected_on=DAY, annual_value=5000, probability=1)
    assert course(app, cast.plan) == []


def test_a_draft_is_not_rated_and_a_closed_plan_is_unrated(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(1))
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        plans.close(plan, by=anna)
        period = {"starts_on": DAY, "ends_on": datetime.date(2027, 6, 14)}
        successor = plans.begin_next(plan, period, by=anna)
        db.session.commit()
        last = stored(plan)[-1]
        assert (last.age, last.last_age, last.movement, last.symptoms) == (
            "unrated",
            "bronze",
            None,
            [],
        )
        assert stored(successor) == []


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


def test_leads_see_a_relapse_days_after_the_members(app: Flask, cast: Cast) -> None:
    activity = speak(app, cast, before(60))
    fall_silent(app, cast, activity, before(30))
    with app.app_context():
        first, relapse = stored(cast.plan)
        assert first.visible_to_leads_on == before(46), "it came with deciding symptoms"
        assert relapse.visible_to_leads_on == before(16)
        with clock.at(before(17)):
            seen = queries.latest_of([cast.plan.id], for_leads=True).get(cast.plan.id)
            assert seen is not None
            assert seen.age == "bronze"
        with clock.at(before(16)):
            assert queries.latest_of([cast.plan.id], for_leads=True)[cast.plan.id].age == (
                "neanderthal"
            )


def test_what_changes_meanwhile_does_not_show_leads_the_relapse_earlier(
    app: Flask, cast: Cast
) -> None:
    activity = speak(app, cast, before(60))
    fall_silent(app, cast, activity, before(30))
    with app.app_context(), clock.at(before(20)):
        anna = db.session.get_one(Person, cast.anna.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        for potential in customer.potentials:
            potentials.update(potential, {"annual_value": 0}, by=anna)
        db.session.commit()
        last = stored(cast.plan)[-1]
        assert (last.on, last.age) == (before(20), "neanderthal")
        assert last.visible_to_leads_on == before(16), "neither earlier nor once more as long"


def test_what_has_become_good_again_leads_see_at_once(app: Flask, cast: Cast) -> None:
    activity = speak(app, cast, before(60))
    fall_silent(app, cast, activity, before(30))
    speak(app, cast, before(20))
    with app.app_context(), clock.at(before(20)):
        assert stored(cast.plan)[-1].visible_to_leads_on == before(20)
        seen = queries.latest_of([cast.plan.id], for_leads=True)
        assert seen[cast.plan.id].on == before(20)


def test_the_organisation_decides_how_many_days_leads_wait(app: Flask, cast: Cast) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(DAYS_BEFORE_LEADS, "3", by=ada)
        db.session.commit()
    speak(app, cast)
    with app.app_context():
        (row,) = stored(cast.plan)
        assert row.visible_to_leads_on == DAY + datetime.timedelta(days=3)


def test_many_plans_take_as_many_statements_as_two(app: Flask, cast: Cast) -> None:
    with app.app_context():
        ids = [cast.plan.id]
        for number in range(5):
            customer = Customer(key=f"c-{number}", name=f"Customer {number}", owner_id=cast.anna.id)
            plan = Plan(
                customer=customer,
                starts_on=cast.plan.starts_on,
                ends_on=cast.plan.ends_on,
                status=cast.plan.status,
                activated_on=cast.plan.activated_on,
            )
            db.session.add(plan)
            db.session.flush()
            ids.append(plan.id)
        db.session.commit()
        numbers = []
        for some in (ids[:2], ids[2:]):
            with counted(db.engine) as statements:
                assert ratings.rate_plans(dict.fromkeys(some)) == len(some)
            # One lock a plan on PostgreSQL, up to a limit.
            numbers.append(len([one for one in statements if "advisory" not in one]))
            db.session.commit()
        assert numbers[0] == numbers[1]
        assert db.session.scalar(select(func.count(StoredRating.id))) == len(ids)
