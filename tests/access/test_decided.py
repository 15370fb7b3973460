"""What the organisation has decided is read once in a transaction, and never stale."""

from flask import Flask

from planner.access import decided
from planner.actions.people import settings
from planner.database import db
from planner.models import Person
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from tests.support.statements import counted
from tests.support.stories.cast import Cast


def test_what_was_never_decided_is_asked_for_once_in_a_transaction(app: Flask) -> None:
    with app.app_context():
        with counted(db.engine) as statements:
            for _time in range(3):
                assert not decided.leads_see_ages()
                assert not decided.administrators_see_plans()
        assert len(statements) == 1


def test_decision_holds_at_once_and_for_who_has_asked_before(app: Flask, cast: Cast) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        assert not decided.administrators_see_plans()
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada)
        assert decided.administrators_see_plans()
        settings.change(AGES_VISIBLE_TO, "leads", by=ada)
        assert decided.leads_see_ages()
        db.session.rollback()
        assert not decided.administrators_see_plans()
        assert not decided.leads_see_ages()


def test_next_transaction_sees_what_somebody_else_has_decided(app: Flask, cast: Cast) -> None:
    with app.app_context():
        assert not decided.administrators_see_plans()
        db.session.rollback()
        with app.app_context():
            ada = db.session.get_one(Person, cast.ada.id)
            settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada)
            db.session.commit()
        assert decided.administrators_see_plans()
