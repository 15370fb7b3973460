"""Leads see a relapse some days after the members, and what is good at once."""

import datetime

from flask import Flask

from planner import clock
from planner.actions.people import settings
from planner.actions.plan import potentials
from planner.database import db
from planner.models import Customer, Person
from planner.models.people.setting import DAYS_BEFORE_LEADS
from planner.queries.maturity import ratings as queries
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, fall_silent, speak, stored


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
