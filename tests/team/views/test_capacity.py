"""The lead's capacity: who gets it, what is added up, and that nobody can be made out in it."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.actions.people import settings
from planner.actions.plan import assignments
from planner.database import db
from planner.insights.weeks import later
from planner.models import Activity, Person
from planner.models.kinds import Role
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from planner.my_work import actions as availabilities
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

ADDRESS = "/team/capacity"
DAY = datetime.timedelta(days=1)
STATEMENTS = 9
NAMES = ["Anna", "Tom", "Jo Kilian", "Mira", "Vera", "Fritz", "Paul Stein"]


def say(app: Flask, *said: tuple[Person, int]) -> None:
    """These people have so many hours a week."""
    with app.app_context():
        for person, hours in said:
            somebody = db.session.get_one(Person, person.id)
            availabilities.say(somebody, TODAY, Decimal(hours), only_that_week=False)
        db.session.commit()


@pytest.fixture
def spoken(app: Flask, cast: Cast) -> None:
    """Anna and Tom of the team, Jo, Mira and Vera of no team, and Fritz of another one."""
    hours = [(cast.anna, 10), (cast.tom, 6), (cast.jo, 8), (cast.mira, 12), (cast.vera, 4)]
    say(app, *hours, (cast.fritz, 40))


def give(app: Flask, activity_id: int, person: Person, by: Person) -> None:
    with app.app_context():
        activity = db.session.get_one(Activity, activity_id)
        giver = db.session.get_one(Person, by.id)
        assignments.hand_to(activity, db.session.get_one(Person, person.id), by=giver)
        db.session.commit()


def test_lead_sees_sums_of_what_the_people_have_and_what_is_to_do(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY, effort_hours=Decimal(3))
    planned.activity(app, cast, assignee_id=cast.anna.id, due_on=TODAY + DAY)
    planned.activity(app, cast, due_on=TODAY + 8 * DAY, effort_hours=Decimal("1.5"))
    page = visitor(cast.paul).visit("/team").click("Capacity")
    assert "5 of 6 people have said how many hours they have." in page.text
    first, second = (page.element(f"due-{number}").text for number in range(2))
    assert "Total" not in first  # the name of the column, on a phone drawn by the style
    assert first.startswith("Week 25 15 Jun – 21 Jun 2026 Available: 40 h To do: 3 h 2 activities")
    assert "1 without hours" in first
    assert "To do: 1.5 h 1 activity" in second
    assert all(name not in page.element("page-content").text for name in NAMES)


def test_what_is_overdue_or_has_no_day_is_counted_beside(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY - 9 * DAY)
    planned.activity(app, cast, assignee_id=cast.jo.id, effort_hours=Decimal(2))
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY + 100 * DAY)
    page = visitor(cast.paul).visit(ADDRESS)
    assert page.element("due-12").text == "Overdue To do: 0 h 1 activity, 1 without hours"
    assert page.element("due-13").text.startswith("Later To do: 0 h")
    assert page.element("due-14").text.startswith("Without a day To do: 2 h")


def test_figures_open_to_the_activities_without_anybodys_name(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    planned.activity(
        app, cast, "Jo's", assignee_id=cast.jo.id, due_on=TODAY, effort_hours=Decimal(3)
    )
    planned.activity(app, cast, "Next week's", assignee_id=cast.anna.id, due_on=TODAY + 7 * DAY)
    planned.activity(app, cast, "Of nobody", due_on=TODAY, field_id=cast.leasing.id)
    paul = visitor(cast.paul)
    page = paul.visit(ADDRESS).click("To do: 3\u00a0h, Week 25")
    assert page.status == 200
    assert "Jo's Eisenwerk Brühl AG 3 h" in page.text
    for other in ("Next week's", "Of nobody", "Jo Kilian", "Anna Berg"):
        assert other not in page.element("page-content").text
    assert page.click("Jo's").status == 200
    page = paul.visit(ADDRESS).click("To do: 0\u00a0h, Week 25, Leasing")
    assert "Of nobody Eisenwerk Brühl AG Leasing no hours" in page.text


def test_where_too_few_have_said_something_nothing_is_added_up(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    say(app, (cast.anna, 11), (cast.tom, 7), (cast.paul, 3), (cast.fritz, 9))
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY, effort_hours=Decimal(777))
    page = visitor(cast.paul).visit(ADDRESS)
    assert "neither their hours nor what they have to do is added up" in page.text
    assert "Available:" not in page.element("capacity-weeks").text
    assert "777" not in page.element("capacity-weeks").text
    assert visitor(cast.paul).visit(f"{ADDRESS}/activities?of=ours").status == 404


def test_while_all_but_two_are_away_the_sum_is_not_shown(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    with app.app_context():
        for person in (cast.anna, cast.tom, cast.jo):
            somebody = db.session.get_one(Person, person.id)
            availabilities.say(somebody, later(TODAY, 1), Decimal(0), only_that_week=True)
        db.session.commit()
    page = visitor(cast.paul).visit(ADDRESS)
    assert "Available: 40 h" in page.element("due-0").text
    assert "Available: not shown" in page.element("due-1").text
    assert "Available: 40 h" in page.element("due-2").text


def test_before_anybody_has_said_anything_the_page_says_where(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.paul).visit(ADDRESS)
    assert "Nobody has said yet how many hours there are." in page.text


def test_lead_gets_nothing_of_another_team(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY, effort_hours=Decimal(3))
    with app.app_context():
        paul = db.session.get_one(Person, cast.paul.id)
        paul.team_id = cast.north.id
        db.session.commit()
    page = visitor(cast.paul).visit(ADDRESS)
    assert "To do" not in page.element("capacity-weeks").text
    assert "4 of 5 people" in page.text  # Fritz, and the specialists who belong to no team
    activities = visitor(cast.paul).visit(f"{ADDRESS}/activities?of=ours")
    assert "Eisenwerk" not in activities.text


def test_what_others_have_is_a_sum_of_its_own(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    identity = planned.activity(app, cast, due_on=TODAY, effort_hours=Decimal(3))
    with app.app_context():
        planned_for = db.session.get_one(Activity, identity)
        assert planned_for.assignee_id is None
    planned.give(app, identity, cast.anna)
    give(app, identity, cast.ruth, by=cast.anna)
    page = visitor(cast.paul).visit(ADDRESS)
    assert "With other people" in page.element("capacity-weeks").text
    assert "To do: 3 h" in page.element("due-0").text


@pytest.mark.parametrize("name", ["anna", "tom", "jo", "mira", "ada", "ruth", "fritz"])
def test_nobody_else_knows_of_it(cast: Cast, visitor: Visitors, name: str) -> None:
    somebody = visitor(getattr(cast, name))
    for address in (ADDRESS, f"{ADDRESS}/activities", f"{ADDRESS}.csv", f"{ADDRESS}.xlsx"):
        assert somebody.visit(address).status == 404


def test_auditors_and_administrators_who_may_read_plans_get_sums_of_all(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    otto, ada = visitor(cast.otto), visitor(cast.ada)
    assert "6 of 7 people" in otto.visit(ADDRESS).text
    with app.app_context():
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
    text = ada.visit(ADDRESS).text
    assert "6 of 7 people" in text
    assert "Available: 80 h" in text


def test_a_field_with_too_few_people_goes_to_the_smallest_group(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    with app.app_context():
        third = Person(key="ines", name="Ines", role=Role.SPECIALIST, field_id=cast.leasing.id)
        db.session.add(third)
        db.session.commit()
    say(app, (third, 13))
    page = visitor(cast.otto).visit(ADDRESS)
    heads = [head.text for head in page.root.all("th", scope="col")]
    assert heads[2:4] == ["Without a field 3 of 4 people", "Leasing, Payments 4 of 4 people"]
    said = [cell.text for cell in page.element("due-0").all("td")]
    assert said[:3] == ["Available: 90 h", "Available: 55 h", "Available: 35 h"]


@pytest.mark.parametrize(
    "asked",
    [
        "of=ours&fields=1",
        "of=ours&due=2031-W01",
        "of=ours&due=soon",
        "of=pool&fields=99",
    ],
)
def test_figures_that_are_not_on_the_page_do_not_open(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None, asked: str
) -> None:
    """Else an address of one's own would ask for the sum of one person."""
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY, effort_hours=Decimal(3))
    assert visitor(cast.paul).visit(f"{ADDRESS}/activities?{asked}").status == 404


def test_statements_stay_the_same(app: Flask, cast: Cast, visitor: Visitors, spoken: None) -> None:
    paul = visitor(cast.paul)
    paul.visit(ADDRESS)
    for number in range(9):
        planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY + number * DAY)
    with app.app_context():
        engine = db.engine
    with counted(engine) as statements:
        paul.visit(ADDRESS)
    assert len(statements) <= STATEMENTS
