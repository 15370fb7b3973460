"""The demo story has what it promises, and it is orderly."""

import datetime
from collections import Counter, defaultdict

import pytest
from sqlalchemy import select, true

from planner import access, clock
from planner.after_signature.renewals import RenewalState, renewals_of
from planner.after_signature.terms import TermKind, term_kind_of
from planner.database import db
from planner.models import (
    Activity,
    Conversation,
    Customer,
    Event,
    Goal,
    Introduction,
    Lead,
    LeadStatus,
    Notification,
    Occasion,
    Person,
    Plan,
    Playbook,
    RequestStatus,
    ValueRequest,
)
from planner.models.kinds import ActivityStatus, NotificationKind, PlanStatus, Role, TalkState
from planner.nouns import OF_NAME, types_of
from planner.planfiles import read_plan_file
from planner.planfiles.exporting import export_document
from planner.planfiles.facts import facts_from
from planner.playbooks.queries import occasions
from planner.playbooks.queries.playbook_proposals import proposal
from planner.queries.after_signature import contract_rows, radar, renewal_facts
from planner.queries.after_signature.radar import RadarFilter
from planner.queries.maturity import facts
from planner.queries.plan import plans
from planner.rating import rate
from planner.reach.queries.introductions import possible_for
from planner.reach.queries.known_people import companies_of
from planner.seeds.timeline import workday
from planner.team.pipeline.queries import lead_times
from tests.support.stories.plan_documents import plan_file


def test_there_are_sixty_customers_of_four_teams_and_one_that_came_by_the_form(told: None) -> None:
    customers = db.session.scalars(select(Customer)).all()
    assert len(customers) == 60 + 1
    assert len({customer.owner.team_id for customer in customers if customer.owner}) == 4
    people = db.session.scalars(select(Person)).all()
    assert {person.role for person in people} == set(Role)
    assert len({person.field_id for person in people} - {None}) == 8
    assert max(len(customer.name) for customer in customers) > 150


def test_nothing_has_happened_in_the_future_and_everything_in_its_order(told: None) -> None:
    moments = db.session.scalars(select(Event.at).order_by(Event.id)).all()
    assert moments[-1] <= clock.now()
    assert list(moments) == sorted(moments)
    days = db.session.scalars(select(Activity.created_on)).all()
    assert max(days) <= clock.today()
    assert all(day.weekday() < 5 for day in days if day != clock.today())


def test_all_that_has_happened_stands_on_the_cards(told: None) -> None:
    happened = set(db.session.scalars(select(Event.type).distinct()))
    assert happened <= set(types_of(OF_NAME))


def test_every_plan_is_a_valid_plan_file_that_is_rated_as_the_plan_is(told: None) -> None:
    today = clock.today()
    for plan in db.session.scalars(select(Plan)):
        document = read_plan_file(plan_file(export_document(plan)), plan.customer.key)
        assert rate(facts_from(document), today) == rate(facts.facts_of_plan(plan.id), today)


def test_it_is_told_how_long_deals_take_and_what_a_customer_wants(told: None) -> None:
    assert any(usual.days for usual in lead_times.of_fields(clock.today()).values())
    assert db.session.scalars(select(Goal.title).where(Goal.customer_goal)).all()


def test_conversations_end_in_every_state(told: None) -> None:
    talks = db.session.scalars(select(Conversation))
    assert {talk.entries[-1].state for talk in talks} == set(TalkState)


def test_contracts_are_of_every_kind_and_in_every_state(told: None) -> None:
    of_customers = defaultdict(list)
    for row in contract_rows.contracts_of_all(true()):
        of_customers[row.customer_id].append(row)
    current = {one: of[0].id for one, of in plans.plans_of_customers(list(of_customers)).items()}
    accounts = renewal_facts.accounts(of_customers, current).values()
    found = [renewal for account in accounts for renewal in renewals_of(account)]
    assert {term_kind_of(renewal.contract) for renewal in found} == set(TermKind)
    assert {renewal.state for renewal in found} == set(RenewalState)


def test_leads_are_in_every_state(told: None) -> None:
    assert set(db.session.scalars(select(Lead.status))) == set(LeadStatus)


def test_value_specialists_are_asked_for_and_so_is_an_introduction_and_both_wait(
    told: None,
) -> None:
    requests = db.session.scalars(select(ValueRequest)).all()
    assert {request.status for request in requests} == {
        *(RequestStatus.PENDING, RequestStatus.ACCEPTED)
    }
    introduction = db.session.scalars(select(Introduction)).one()
    asked = db.session.scalars(
        select(Person)
        .join(Notification, Notification.person_id == Person.id)
        .where(Notification.kind == NotificationKind.INTRODUCTION_ASKED)
    ).all()
    assert len(asked) == 2
    for person in asked:
        known = possible_for(person, companies_of(person))
        assert [each.id for each in known] == [introduction.id]


def test_leads_read_which_renewals_are_at_risk(told: None) -> None:
    leads = [one for one in db.session.scalars(select(Person)) if access.leads_a_team(one)]
    wanted = RadarFilter(state=RenewalState.AT_RISK)
    assert any(radar.found_lines(lead, wanted) for lead in leads)


def test_hardly_any_two_notes_are_the_same(told: None) -> None:
    talks = db.session.scalars(select(Conversation))
    notes = Counter(entry.summary for talk in talks for entry in talk.entries)
    assert notes.most_common(1)[0][1] <= 6
    assert not any("{" in note for note in notes)


def test_every_field_has_open_activities_in_the_pool(told: None) -> None:
    statement = select(Activity.field_id).where(Activity.status == ActivityStatus.OPEN).distinct()
    assert len(set(db.session.scalars(statement)) - {None}) == 8


def test_plans_are_in_every_status_and_some_customers_have_none(told: None) -> None:
    assert set(db.session.scalars(select(Plan.status))) == set(PlanStatus)
    without = select(Customer.id).where(Customer.id.not_in(select(Plan.customer_id)))
    assert len(db.session.scalars(without).all()) == 5


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [(0, "2026-08-02"), (1, "2026-07-31"), (3, "2026-07-30"), (-6, "2026-08-10")],
)
def test_a_day_off_is_moved_away_from_today(days_ago: int, expected: str) -> None:
    sunday = datetime.date(2026, 8, 2)
    assert workday(sunday, days_ago) == datetime.date.fromisoformat(expected)


def test_the_bank_has_playbooks_that_fit_some_plan_and_can_be_used(told: None) -> None:
    written = db.session.scalars(select(Playbook)).all()
    assert {playbook.occasion for playbook in written} == {
        *(Occasion.NEW_SPECIALIST, Occasion.AFTER_SIGNATURE),
        *(Occasion.RENEWAL, Occasion.SCREENING),
    }
    today = clock.today()
    plans = db.session.scalars(select(Plan).where(Plan.status == PlanStatus.ACTIVE)).all()
    held = set[Occasion]().union(*(occasions.occasions_of_plan(plan, today) for plan in plans))
    assert {playbook.occasion for playbook in written} <= held
    for playbook in written:
        proposed = proposal(plans[0], playbook, today, None, today=today)
        assert proposed.goals
        assert len(proposed.activities) >= 3
