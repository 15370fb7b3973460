"""The maturity map of the demo story has something to show: plans that rose, and that fell back."""

from datetime import timedelta

from sqlalchemy import select

from planner import clock, seeds
from planner.access import decided
from planner.database import db
from planner.models import Event, Person, StoredRating
from planner.team.maturity.queries import ages_over_time, maturity_map, one_sided_plans, relapses
from planner.team.maturity.queries.one_sided_plans import OneSidedFilter
from planner.team.maturity.queries.rated_plans import MaturityFilter
from planner.team.maturity.views.maturity_map import movement_on_map


def lead() -> Person:
    email = next(who.email for who in seeds.sign_ins() if who.role == "team lead")
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def test_lead_sees_what_moved_in_the_last_months(told: None) -> None:
    today = clock.today()
    look = MaturityFilter(since=today - timedelta(days=90), until=today)
    moves = maturity_map.between(lead(), look).moves
    assert {movement_on_map(*ends) for ends in moves} >= {"progress", "relapse", "same"}
    fallen = relapses.all_relapses(lead(), look)
    assert any(one.cause for one in fallen)
    months = ages_over_time.over_time(lead(), look).months
    assert len({frozenset(month.plans.items()) for month in months}) > len(months) // 2
    assert one_sided_plans.all_one_sided_plans(lead(), OneSidedFilter())


def test_the_bank_has_decided_that_leads_see_ages_and_it_is_on_record(told: None) -> None:
    assert decided.leads_see_ages()
    changed = select(Event.changes).where(Event.type == "setting.changed")
    assert {"ages_visible_to": ["members", "leads"]} in db.session.scalars(changed).all()


def test_members_are_ahead_of_the_lead_in_the_story_too(told: None) -> None:
    later = select(StoredRating.id).where(StoredRating.visible_to_leads_on > StoredRating.on)
    assert db.session.scalars(later.limit(1)).first() is not None
