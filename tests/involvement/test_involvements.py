"""Rules bring in who is missing: once, in turn, and never against what a person has decided."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.errors import Refused
from planner.actions.history import acts
from planner.actions.plan import members, potentials
from planner.database import db
from planner.involvement.actions import exceptions, involvements, rules
from planner.involvement.queries.choosing import Chooser
from planner.jobs import involving
from planner.models import (
    Customer,
    Event,
    Involvement,
    InvolvementException,
    InvolvementRule,
    Member,
    Notification,
    Person,
    Plan,
    Potential,
    Team,
)
from planner.models.involvement import HowToInvolve, WhomToInvolve
from planner.models.kinds import NotificationKind, PotentialStatus, Role, Stage
from tests.support.statements import counted
from tests.support.stories.cast import PLAN_BEGAN, Cast

USUAL = {"whom": WhomToInvolve.IN_TURN, "how": HowToInvolve.AT_ONCE}


def it(item: Any) -> Any:
    return db.session.get_one(type(item), item.id)


def rule(cast: Cast, name: str = "Payments everywhere", **values: Any) -> InvolvementRule:
    said = {"name": name, "field_id": cast.payments.id, **USUAL, **values}
    made = rules.create(said, by=it(cast.ada))
    db.session.commit()
    return made


def done() -> list[tuple[str, str]]:
    """Who was wanted, and what came of it."""
    found = select(Person.key, Involvement.status).join(
        Involvement, Involvement.person_id == Person.id
    )
    return [(key, status.value) for key, status in db.session.execute(found.order_by("id"))]


def on_plan(plan: Plan) -> set[str]:
    there = select(Person.key).join(Member, Member.person_id == Person.id)
    here = there.where(Member.plan_id == plan.id, Member.left_on.is_(None))
    return set(db.session.scalars(here))


def night() -> int:
    return sum(involving.involve())


def customer(cast: Cast, name: str, **values: Any) -> Plan:
    made = Customer(key=name.lower(), name=name, owner_id=cast.anna.id, **values)
    plan = Plan(customer=made, starts_on=PLAN_BEGAN, ends_on=datetime.date(2026, 12, 31))
    plan.members.append(Member(person_id=cast.anna.id, joined_on=PLAN_BEGAN))
    db.session.add_all([made, plan])
    db.session.commit()
    return plan


def another(cast: Cast, key: str, name: str, **values: Any) -> Person:
    person = Person(key=key, name=name, role=Role.SPECIALIST, field_id=cast.payments.id, **values)
    db.session.add(person)
    db.session.commit()
    return person


def test_a_rule_brings_in_once_by_policy_and_says_so(app: Flask, cast: Cast) -> None:
    with app.app_context():
        rule(cast, least_potential=Decimal(120_000), segment=None, stage=Stage.CUSTOMER)
        assert night() == 1
        assert night() == 0, "done again it changes nothing"
        assert "mira" in on_plan(it(cast.plan))
        mira = db.session.scalars(select(Member).filter_by(person_id=cast.mira.id)).one()
        assert mira.via == "policy"
        events = db.session.scalars(select(Event).where(Event.type.like("%involvement.%")))
        assert [each.subject_name for each in events] == [
            "Mira Sommer, Payments (Payments everywhere)"
        ]
        joined = db.session.scalars(select(Event).filter_by(type="member.joined")).one()
        assert joined.actor_id is None
        told = select(Notification.kind).where(Notification.person_id == cast.mira.id)
        assert NotificationKind.SIGNATURE_ASKED in set(db.session.scalars(told))


def test_what_a_rule_asks_for_must_all_be_so(app: Flask, cast: Cast) -> None:
    with app.app_context():
        narrow: list[dict[str, Any]] = [
            {"least_potential": Decimal(120_001)},
            {"segment": "A"},
            {"stage": Stage.PROSPECT},
            {"holds": False},
            {"field_id": cast.leasing.id},
            {"field_id": cast.insurance.id},
        ]
        for number, values in enumerate(narrow):
            rule(cast, f"Rule {number}", **values)
        assert night() == 0
        rule(cast, "Each field", field_id=None, segment=None)
        assert night() == 1, "where there is potential and nobody"
        assert done() == [("mira", "joined")]


def test_a_change_that_meets_a_rule_brings_in_at_once_and_stays_ones_own_act(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        of_payments = select(Potential).filter_by(field_id=cast.payments.id)
        rule(cast, least_potential=Decimal(500_000))
        assert night() == 0
        payments = db.session.scalars(of_payments).one()
        potentials.update(payments, {"annual_value": Decimal(600_000)}, by=it(cast.anna))
        db.session.commit()
        assert "mira" in on_plan(it(cast.plan))
        act = acts.last()
        assert act is not None
        assert act.actor_id == cast.anna.id, "which she can undo"

        elsewhere = customer(cast, "Other")
        values = {"field_id": cast.payments.id, "annual_value": Decimal(700_000)}
        potentials.create(elsewhere.customer, values, by=it(cast.anna))
        db.session.commit()
        assert "mira" in on_plan(elsewhere)
        db.session.scalars(of_payments).all()[0].status = PotentialStatus.REJECTED
        assert night() == 0


def test_turns_are_taken_by_the_fewest_plans_then_by_name(app: Flask, cast: Cast) -> None:
    with app.app_context():
        another(cast, "ben", "Ben Ott")
        another(cast, "gone", "Ganz Weg", is_active=False)
        another(cast, "audit", "Auch Revision", is_auditor=True)
        for number in range(4):
            customer(cast, f"Kunde{number}")
        rule(cast)
        assert night() == 5
        came = [key for key, _status in done()]
        assert came == ["ben", "mira", "ben", "mira", "ben"]
        because = db.session.scalars(select(Involvement.because).order_by(Involvement.id))
        assert list(because)[:2] == ["next_in_order", "fewest_plans"]


def test_of_the_region_or_the_desk(app: Flask, cast: Cast) -> None:
    with app.app_context():
        rule(cast, whom=WhomToInvolve.OF_REGION)
        assert night() == 0, "nobody of Bayern"
        another(cast, "bea", "Bea Süd", team_id=cast.south.id)
        assert night() == 1
        elsewhere = customer(cast, "Other")
        it(elsewhere.customer).owner_id = cast.fritz.id
        db.session.commit()
        assert night() == 0, "nor of Hamburg"
        rule(cast, "Desk", whom=WhomToInvolve.DESK, desk_id=cast.vera.id)
        assert night() == 1
        assert done() == [("bea", "joined"), ("vera", "joined")]
        it(cast.vera).is_active = False
        db.session.commit()
        customer(cast, "Third").customer.owner_id = cast.fritz.id
        db.session.commit()
        assert night() == 0
        assert db.session.query(Team).count() == 2


def test_who_was_taken_off_is_left_alone_until_the_rule_is_another(app: Flask, cast: Cast) -> None:
    with app.app_context():
        made = rule(cast)
        assert night() == 1
        mira = db.session.scalars(select(Member).filter_by(person_id=cast.mira.id)).one()
        members.leave(mira, by=it(cast.anna))
        db.session.commit()
        assert night() == 0
        rules.update(it(made), {"name": "Payments for all"}, by=it(cast.ada))
        db.session.commit()
        assert night() == 0, "another name is no other rule"
        rules.update(it(made), {"stage": Stage.CUSTOMER}, by=it(cast.ada))
        db.session.commit()
        assert night() == 1

        another(cast, "ben", "Ben Ott")
        it(cast.mira).is_active = False
        db.session.commit()
        assert night() == 1, "who has left the organisation is followed by another one"
        assert done()[-1] == ("ben", "joined")


def test_asked_with_a_clock_declined_lapsed_and_accepted(app: Flask, cast: Cast) -> None:
    with app.app_context():
        another(cast, "ben", "Ben Ott")
        another(cast, "cem", "Cem Uz")
        rule(cast, how=HowToInvolve.ASKED, working_days=3)
        friday = datetime.date(2026, 6, 19)
        with clock.at(friday):
            assert night() == 1
        asked = db.session.scalars(select(Involvement)).one()
        assert asked.answer_by == datetime.date(2026, 6, 24), "a weekend lies between"
        assert "ben" not in on_plan(it(cast.plan))
        told = select(Notification.kind).join(Person, Person.id == Notification.person_id)
        assert NotificationKind.ASKED_BY_POLICY in db.session.scalars(told).all()

        involvements.decline(asked, "On leave", by=it(asked.person))
        db.session.commit()
        assert done() == [("ben", "declined"), ("cem", "asked")], "the next one, at once"
        with pytest.raises(Refused, match="answered already"):
            involvements.accept(asked, by=it(asked.person))
        with clock.at(friday + datetime.timedelta(days=30)):
            assert night() == 1
        assert done()[1:] == [("cem", "lapsed"), ("mira", "asked")]
        last = db.session.scalars(select(Involvement).order_by(Involvement.id.desc())).first()
        assert last is not None
        involvements.accept(last, by=it(cast.mira))
        db.session.commit()
        assert "mira" in on_plan(it(cast.plan))
        assert night() == 0


def test_exceptions_of_a_customer_of_a_field_until_a_day(app: Flask, cast: Cast) -> None:
    with app.app_context():
        until = {"reason": "They want nobody else", "until": datetime.date(2026, 6, 20)}
        exceptions.create(it(cast.customer), {**until, "field_id": None}, by=it(cast.paul))
        db.session.commit()
        rule(cast)
        assert night() == 0
        with clock.at(datetime.date(2026, 6, 21)):
            forever = {"reason": "Never", "until": None, "field_id": cast.payments.id}
            made = exceptions.create(it(cast.customer), forever, by=it(cast.paul))
            db.session.commit()
            made_id = made.id
            assert night() == 0
            exceptions.delete(db.session.get_one(InvolvementException, made_id), by=it(cast.paul))
            db.session.commit()
            assert "mira" in on_plan(it(cast.plan)), "as soon as it has ended"


def test_two_processes_bring_nobody_in_twice(app: Flask, cast: Cast) -> None:
    """The second one has looked before the first one has brought in; it looks again."""
    with app.app_context():
        rule(cast)
        before = Chooser()
        assert involvements.bring_in_by_policy([cast.plan.id]) == 1
        db.session.commit()
        assert involvements.bring_in_by_policy([cast.plan.id], before) == 0


def test_looking_takes_as_many_statements_for_many_plans(app: Flask, cast: Cast) -> None:
    with app.app_context():
        rule(cast, segment="nowhere")

        def statements() -> int:
            with counted(db.engine) as sent:
                assert night() == 0
            return len(sent)

        few = statements()
        for number in range(40):
            customer(cast, f"Kunde{number}")
        assert statements() == few
