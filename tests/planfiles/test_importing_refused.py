"""What the database has no room for is refused at its place, and nothing of the file goes in."""

import pytest
from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer, Event, Person, Plan
from planner.models.kinds import Role
from planner.planfiles import PlanFileRefused, read_plan_file
from planner.planfiles.checks.messages import Rule
from planner.planfiles.importing import import_document
from tests.planfiles.bringing import bring_in, events, problems
from tests.support.stories.plan_documents import NAME, plan_document, plan_file

pytestmark = pytest.mark.usefixtures("inside")

NEXT_PERIOD = {"/plan/starts_on": "2026-12-30", "/plan/ends_on": "2027-12-31"}
ADDRESS = "Greta.Sommer@example.org"


def test_a_plan_in_the_way_is_named_where_the_file_says_when_its_plan_begins() -> None:
    bring_in(plan_document())
    document = read_plan_file(plan_file(plan_document(NEXT_PERIOD)), NAME)
    with pytest.raises(PlanFileRefused) as refused:
        import_document(document, by=None, name=NAME)
    assert str(refused.value) == (
        "example.json: /plan/starts_on: There is a plan from 2026-01-01 to 2026-12-31 already. "
        "Choose a period outside it, or close that plan first."
    )


def test_a_closed_plan_is_in_nobodys_way() -> None:
    bring_in(plan_document({"/plan/status": "closed"}))
    assert problems(plan_document(NEXT_PERIOD)) == []


def test_a_closed_plan_may_lie_in_the_time_of_another() -> None:
    bring_in(plan_document())
    assert problems(plan_document({**NEXT_PERIOD, "/plan/status": "closed"})) == []


def test_a_refused_file_has_changed_nothing() -> None:
    bring_in(plan_document())
    before = len(events())
    document = plan_document({**NEXT_PERIOD, "/customer/name": "Another", "/people/0/name": "An"})
    assert problems(document) == [("/plan/starts_on", Rule.PLAN_IN_THE_WAY)]
    assert len(events()) == before
    assert db.session.scalars(select(Customer.name)).all() == ["Stadtwerke Ahrensfeld"]
    assert db.session.scalar(select(func.count(Plan.id))) == 1


def test_all_that_stands_against_a_file_is_said_at_once() -> None:
    signed_again = {"person": "sven", "on": "2026-01-25"}
    document = plan_document(
        {
            "/plan/goals/0/commitments/-": signed_again,
            "/plan/members/-": {"person": "greta", "joined_on": "2026-05-01"},
            "/contracts/0/notice_days": 2**31,
        }
    )
    assert sorted(problems(document)) == [
        ("/contracts/0/notice_days", Rule.TOO_BIG),
        ("/plan/goals/0/commitments/2/person", Rule.SIGNED_TWICE),
        ("/plan/members/2/person", Rule.TWICE_ON_THE_PLAN),
    ]


def test_a_whole_number_may_be_written_with_a_point() -> None:
    document = plan_document({"/contracts/0/notice_days": 3.0, "/contacts/0/influence": 4.0})
    assert problems(document) == []


@pytest.mark.parametrize("written", [ADDRESS, ADDRESS.upper()])
def test_an_address_that_somebody_has_is_refused(written: str) -> None:
    db.session.add(Person(key="other", name="Olga Other", role=Role.TEAM_LEAD, email=ADDRESS))
    db.session.commit()
    assert problems(plan_document({"/people/0/email": written})) == [
        ("/people/0/email", Rule.EMAIL_TAKEN)
    ]


def test_two_people_of_a_file_cannot_have_one_address() -> None:
    document = plan_document({"/people/0/email": ADDRESS, "/people/2/email": ADDRESS.lower()})
    assert problems(document) == [("/people/2/email", Rule.EMAIL_TAKEN)]


def test_ones_own_address_is_no_clash() -> None:
    document = plan_document({"/people/0/email": ADDRESS})
    bring_in(document)
    assert bring_in(document).changes_nothing
    assert problems(plan_document({"/people/0/email": ADDRESS.lower()})) == []


def test_a_name_that_folds_into_very_many_letters_fits() -> None:
    assert problems(plan_document({"/customer/name": "ﷺ" * 200})) == []
    assert db.session.scalar(select(func.count(Event.id))) == 0


@pytest.mark.parametrize("day", ["0026-12-03", "1989-12-31", "2999-01-01"])
def test_a_day_whose_year_nobody_means_is_named_at_its_place(day: str) -> None:
    document = plan_document({"/plan/goals/0/due_on": day, "/contracts/0/signed_on": day})
    assert problems(document) == [
        ("/contracts/0/signed_on", Rule.NOT_PLAUSIBLE),
        ("/plan/goals/0/due_on", Rule.NOT_PLAUSIBLE),
    ]


def test_a_text_is_no_longer_than_a_form_could_save_it() -> None:
    longest = {"/plan/strategy": "x" * 100_000, "/plan/goals/0/missed_because": "𝔘" * 100_000}
    assert problems(plan_document(longest)) == []
    too_long = {pointer: f"{text}x" for pointer, text in longest.items()}
    decision = {"/plan/reviews/0/decisions/-": "x" * 4_000_000}
    assert problems(plan_document({**too_long, **decision})) == [
        ("/plan/strategy", Rule.TOO_LONG),
        ("/plan/goals/0/missed_because", Rule.TOO_LONG),
        ("/plan/reviews/0/decisions/1", Rule.TOO_LONG),
    ]


def test_what_is_stored_already_may_stay_as_long_or_as_old_as_it_is() -> None:
    outcome = bring_in(plan_document())
    plan = db.session.get_one(Plan, outcome.plan_id)
    plan.strategy = "x" * 100_001
    db.session.commit()
    document = plan_document({"/plan/strategy": "x" * 100_001, "/plan/goals/0/title": "Anew"})
    assert problems(document) == []


def test_both_spellings_of_a_domain_with_umlauts_are_one_address() -> None:
    somebody = Person(key="x", name="Xenia", role=Role.GENERALIST, email="x@bücher-müller.de")
    db.session.add(somebody)
    db.session.commit()
    document = plan_document({"/people/0/email": "X@xn--bcher-mller-thbg.de"})
    assert problems(document) == [("/people/0/email", Rule.EMAIL_TAKEN)]
