"""Using a playbook where something stands against it: rights, days, sizes, others at work."""

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Field, Occasion, Plan, Playbook, PlaybookActivity, PlaybookStatus
from planner.models.kinds import ActivityKind, PlanStatus
from tests.playbooks.test_playbook_uses import added, form_of, lines, preview
from tests.support.fixtures import Visitors
from tests.support.stories import playbooks
from tests.support.stories.cast import Cast


@pytest.fixture
def playbook_id(app: Flask, cast: Cast) -> int:
    return playbooks.leasing_renewal(app, cast)


@pytest.mark.parametrize(
    ("who", "status"), [("paul", 403), ("otto", 403), ("mira", 404), ("ada", 404), ("fritz", 404)]
)
def test_only_members_use_a_playbook(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors, who: str, status: int
) -> None:
    somebody = visitor(getattr(cast, who))
    page = preview(visitor(cast.anna), cast, playbook_id)
    assert preview(somebody, cast, playbook_id).status == status
    assert form_of(page).sent_by(somebody).status == status
    assert added(app) == ([], [])
    if status == 403:
        assert "Use a playbook" not in somebody.visit(f"/plans/{cast.plan.id}").links
        page = somebody.visit(f"/plans/{cast.plan.id}/playbooks").click("Renewal")
        assert page.address == f"/playbooks/{playbook_id}"
    else:
        assert somebody.visit(f"/plans/{cast.plan.id}/playbooks").status == 404


def test_closed_plan_takes_no_playbook(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = preview(anna, cast, playbook_id)
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
        db.session.commit()
    for answer in (form_of(page).submit(), preview(anna, cast, playbook_id)):
        assert answer.status == 409
        assert "This plan is closed." in answer.text
    assert added(app) == ([], [])


@pytest.mark.parametrize("day", ["2026-02-30", "soon", ""])
def test_start_that_does_not_exist_is_told_at_its_field(
    cast: Cast, playbook_id: int, visitor: Visitors, day: str
) -> None:
    page = preview(visitor(cast.anna), cast, playbook_id)
    answer = page.form("start-form").fill(starts_on=day).submit()
    assert answer.status == 422
    assert len(answer.errors) == 1
    assert answer.form("start-form")["starts_on"] == day
    assert not answer.has("playbook-use-form")


@pytest.mark.parametrize("day", ["1990-01-01", "2076-12-31"])
def test_days_at_the_ends_of_the_calendar_add_nothing_by_themselves(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors, day: str
) -> None:
    form = form_of(preview(visitor(cast.anna), cast, playbook_id, day))
    assert [form[f"activities-{n}-add"] for n in range(3)] == [[]] * 3
    answer = form.fill(**{"goals-0-add": False}).submit()
    assert answer.status == 422
    assert answer.notices == ["Nothing is ticked. Tick what is to be added."]
    assert added(app) == ([], [])


def test_day_that_is_over_or_no_day_is_told_at_its_line_and_the_rest_is_kept(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    form = form_of(preview(visitor(cast.anna), cast, playbook_id))
    form.fill(
        **{
            "activities-0-add": True,
            "activities-1-due_on": "31.6.2026",
            "activities-2-add": False,
        }
    )
    answer = form.submit()
    assert answer.status == 422
    assert answer.errors == [
        "This day is over. Choose a later one.",
        "There is no such day. Write it as 2026-03-14 or 14.03.2026.",
    ]
    again = form_of(answer)
    assert (again["activities-1-due_on"], again["activities-2-add"]) == ("31.6.2026", [])
    again.fill(**{"activities-0-due_on": "2026-06-16", "activities-1-due_on": ""}).submit()
    assert [a.due_on for a in added(app)[1]] == [datetime.date(2026, 6, 16), None]


def test_change_of_the_playbook_between_look_and_use_is_shown_before_anything_is_added(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    form = form_of(preview(visitor(cast.anna), cast, playbook_id))
    with app.app_context():
        line = db.session.scalars(
            select(PlaybookActivity).where(PlaybookActivity.title == "Count the machines")
        ).one()
        line.offset_days = 15
        db.session.commit()
    playbooks.activity(app, cast, playbook_id, "Say thanks", offset_days=30)
    form.fill(**{"goals-0-add": False, "activities-1-due_on": "2026-07-07"})
    answer = form.submit()
    assert answer.status == 409
    assert answer.notices[0].startswith(
        "Nothing is added yet: the playbook or the plan has changed"
    )
    goal, _ask, price, count, thanks = lines(answer)
    assert "changed since you looked" not in goal + price
    assert all("changed since you looked" in line for line in (count, thanks))
    again = form_of(answer)
    assert (again["goals-0-add"], again["activities-1-due_on"]) == ([], "2026-07-07")
    assert added(app) == ([], [])
    assert again.submit().status == 303
    assert [a.title for a in added(app)[1]] == [
        *("Talk about the price", "Count the machines", "Say thanks"),
    ]


def test_playbook_that_is_deleted_or_retired_meanwhile_is_told(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    form = form_of(preview(visitor(cast.anna), cast, playbook_id))
    visitor(cast.ada).visit(f"/playbooks/{playbook_id}/edit").press("Delete this playbook")
    answer = form.submit()
    assert answer.status == 409
    assert "Ada Admin deleted the playbook “Renewal” on" in answer.text
    assert "Nothing was added." in answer.text
    other = playbooks.written(app, cast, name="Old", status=PlaybookStatus.RETIRED)
    answer = preview(visitor(cast.anna), cast, other)
    assert answer.status == 409
    assert "“Old” is no longer in use. Choose another playbook." in answer.text
    assert "Old" not in visitor(cast.anna).visit(f"/plans/{cast.plan.id}/playbooks").text
    assert preview(visitor(cast.anna), cast, 99_999).status == 404
    assert preview(visitor(cast.anna), cast, 2**40).status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_of_two_who_use_it_at_once_the_second_sees_what_is_there(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    first, second = (
        form_of(preview(visitor(who), cast, playbook_id)) for who in (cast.anna, cast.jo)
    )
    assert first.submit().status == 303
    answer = second.submit()
    assert answer.status == 409
    assert "used by Anna Berg" in answer.element("uses").text
    form = form_of(answer)
    assert (form["goals-0-add"], form["activities-1-add"]) == ([], [])
    assert [len(found) for found in added(app)] == [1, 2]


def test_form_that_is_sent_twice_adds_once(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    form = form_of(preview(visitor(cast.anna), cast, playbook_id))
    assert form.submit().status == 303
    assert form.submit().status == 303
    assert [len(found) for found in added(app)] == [1, 2]


def test_empty_playbook_says_that_there_is_nothing_to_add(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast)
    page = preview(visitor(cast.anna), cast, playbook_id)
    assert page.status == 200
    assert "there is nothing to add" in page.text
    assert not page.has("playbook-use-form")


def test_hundred_activities_with_the_longest_names(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast, name="N" * 200)
    with app.app_context():
        playbook = db.session.get_one(Playbook, playbook_id)
        playbook.activities = [
            PlaybookActivity(title=f"{n:03}" + "ß" * 197, kind=ActivityKind.CALL, offset_days=n)
            for n in range(100)
        ]
        db.session.commit()
    page = form_of(preview(visitor(cast.anna), cast, playbook_id)).submit().follow()
    assert "Added: 100 activities." in page.text
    assert [a.title[:3] for a in added(app)[1]] == [f"{n:03}" for n in range(100)]
    page.press("Undo")
    assert added(app)[1] == []


def test_renamed_field_shows_by_its_new_name_and_is_used(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    page = preview(visitor(cast.anna), cast, playbook_id)
    with app.app_context():
        db.session.get_one(Field, cast.leasing.id).name = "Leasing and hire"
        db.session.commit()
    assert "Leasing and hire" in lines(preview(visitor(cast.anna), cast, playbook_id))[0]
    assert form_of(page).submit().status == 303
    assert added(app)[0][0].field_id == cast.leasing.id


def test_playbooks_that_fit_come_first_and_the_others_say_why_not(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    all_of_them: dict[str, dict[str, Any]] = {
        "For anybody": {},
        "For leasing": {"field_id": cast.leasing.id},
        "For insurance": {"field_id": cast.insurance.id},
        "For the big": {"segment": "Big"},
        "For new ones": {"occasion": Occasion.NEW_CUSTOMER},
        "For June": {"occasion": Occasion.QUARTER_END},
    }
    for name, values in all_of_them.items():
        playbooks.written(app, cast, name=name, **values)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/playbooks")
    fitting = [heading.text for heading in page.element("fitting").all("h3")]
    assert fitting == ["For anybody", "For June", "For leasing"]
    others = page.element("others").text
    assert "no potential in its field here" in others
    assert "for another segment" in others
    assert "not the occasion at present" in others
