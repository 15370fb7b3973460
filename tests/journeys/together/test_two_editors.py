"""Two people edit the same goal at once, with and without JavaScript; nobody's change is lost."""

import json
from decimal import Decimal

import pytest
from flask import Flask

from tests.support.editing import REASON, goal, goal_now, lost, opened
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stored import newest_event
from tests.support.stories import planned
from tests.support.stories.cast import Cast

IN_PLACE = pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])


@IN_PLACE
def test_changes_to_different_fields_are_both_kept_and_the_second_is_told(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id = goal(app, cast)
    annas, jos = (opened(visitor(one), goal_id, htmx=htmx) for one in (cast.anna, cast.jo))
    annas.fill(due_on="2026-09-30").submit(htmx=htmx)
    answer = jos.fill(title="Grow leasing a lot").submit(htmx=htmx).follow()
    assert answer.status == 200
    assert any("Anna Berg changed this field meanwhile" in said for said in answer.notices)
    now = goal_now(app, goal_id)
    assert (now.title, str(now.due_on)) == ("Grow leasing a lot", "2026-09-30")


@IN_PLACE
def test_changes_to_one_text_in_two_places_are_merged(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id = goal(app, cast)
    annas, jos = (opened(visitor(one), goal_id, htmx=htmx) for one in (cast.anna, cast.jo))
    annas.fill(missed_because=REASON.replace("press", "old press")).submit(htmx=htmx)
    jos.fill(missed_because=REASON.replace("summer", "autumn")).submit(htmx=htmx)
    assert goal_now(app, goal_id).missed_because == (
        "The old press is late, and the customer waits for it until the autumn."
    )


def clash(app: Flask, cast: Cast, visitor: Visitors, *, htmx: bool = False) -> tuple[int, Page]:
    """Anna and Jo both change title and reason; Jo has also changed the unit."""
    goal_id = goal(app, cast)
    annas, jos = (opened(visitor(one), goal_id, htmx=htmx) for one in (cast.anna, cast.jo))
    annas.fill(title="Grow by half", target="500").submit(htmx=htmx)
    return goal_id, jos.fill(title="Grow by a third", unit="TEUR").submit(htmx=htmx)


@IN_PLACE
def test_the_second_save_never_wins_silently(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id, page = clash(app, cast, visitor, htmx=htmx)
    assert page.status == 409
    shown = page.element(f"goal-form-{goal_id}-title-conflict").text
    for said in ("Yours", "That of Anna Berg", "today", "What it was before", "Grow leasing"):
        assert said in shown
    marks = {mark.tag: mark.text for mark in page.root.all("ins", "del")}
    assert marks == {"ins": "by half", "del": "leasing"}
    if htmx:
        assert page.headers["HX-Retarget"] == f"#goal-form-{goal_id}"
    now = goal_now(app, goal_id)
    assert (now.title, now.unit) == ("Grow by half", "kEUR")


@IN_PLACE
@pytest.mark.parametrize(
    ("choice", "holds"),
    [("mine", "Grow by a third"), ("theirs", "Grow by half"), ("third", "Grow by 40 percent")],
)
def test_either_or_a_third_can_be_chosen_and_nothing_else_that_was_typed_is_lost(
    app: Flask, cast: Cast, visitor: Visitors, choice: str, holds: str, htmx: bool
) -> None:
    goal_id, page = clash(app, cast, visitor, htmx=htmx)
    form = page.form(f"goal-form-{goal_id}").fill(**{"choose-title": choice})
    if choice == "third":
        form.fill(title=holds)
    assert form.submit(htmx=htmx).follow().status == 200
    now = goal_now(app, goal_id)
    assert (now.title, now.unit, now.target) == (holds, "TEUR", Decimal(500))
    given_up = [{"title": ["Grow by a third", holds]}] if choice != "mine" else []
    assert lost(app) == given_up


def test_what_did_not_hold_is_told_by_the_history(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, page = clash(app, cast, visitor)
    page.form(f"goal-form-{goal_id}").fill(**{"choose-title": "theirs"}).submit()
    history = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/history")
    assert "What did not hold of two changes: Grow by half" in history.text
    assert "Grow by a third → Grow by half" in history.text


def test_an_empty_title_that_did_not_hold_is_not_offered_and_never_comes_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    annas, jos = opened(visitor(cast.anna), goal_id), opened(jo, goal_id)
    annas.fill(title="Grow by half").submit()
    form = jos.fill(title="").submit().form(f"goal-form-{goal_id}")
    form.fill(**{"choose-title": "theirs"}).submit()
    history = jo.visit(f"/plans/{cast.plan.id}/history")
    event_id = newest_event(app, "conflict.resolved")
    address = f"/events/{event_id}/restorations"
    offered = [f for f in history.forms if f.element["action"] == address]
    assert [f for f in offered if (f["field"], f["side"]) == ("title", "old")] == []
    token = next(f["csrf_token"] for f in history.forms if "csrf_token" in f)
    sent = {"csrf_token": [token], "field": ["title"], "side": ["old"]}
    answer = jo.send("POST", address, sent, came_from=history)
    assert answer.status == 409
    assert "This cannot be set back from the history." in answer.text
    assert goal_now(app, goal_id).title == "Grow by half"


def test_who_does_not_choose_is_asked_again(app: Flask, cast: Cast, visitor: Visitors) -> None:
    goal_id, page = clash(app, cast, visitor)
    again = page.form(f"goal-form-{goal_id}").submit()
    assert again.status == 409
    assert "That of Anna Berg" in again.text
    assert goal_now(app, goal_id).title == "Grow by half"


def test_a_third_change_in_between_is_a_conflict_again(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, page = clash(app, cast, visitor)
    opened(visitor(cast.tom), goal_id).fill(title="Grow by two thirds").submit()
    again = page.form(f"goal-form-{goal_id}").fill(**{"choose-title": "mine"}).submit()
    assert again.status == 409
    assert "That of Tom Ahrens" in again.text
    form = again.form(f"goal-form-{goal_id}")
    assert form["unit"] == "TEUR"
    form.fill(**{"choose-title": "mine"}).submit()
    assert goal_now(app, goal_id).title == "Grow by a third"


def test_theirs_that_has_changed_again_is_left_as_it_is_now(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, page = clash(app, cast, visitor)
    opened(visitor(cast.tom), goal_id).fill(title="Grow by two thirds").submit()
    page.form(f"goal-form-{goal_id}").fill(**{"choose-title": "theirs"}).submit()
    assert goal_now(app, goal_id).title == "Grow by two thirds"


def test_ones_own_second_save_never_conflicts_with_the_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, anna = goal(app, cast), visitor(cast.anna)
    form = opened(anna, goal_id)
    form.fill(title="Grow by half").submit()
    assert form.fill(title="Grow by a third").submit().status == 303
    assert goal_now(app, goal_id).title == "Grow by a third"


def test_ones_own_second_save_does_conflict_with_somebody_elses_in_between(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, anna = goal(app, cast), visitor(cast.anna)
    form = opened(anna, goal_id)
    form.fill(title="Grow by half").submit()
    opened(visitor(cast.jo), goal_id).fill(title="Grow by a quarter").submit()
    assert form.fill(title="Grow by a third").submit().status == 409


def test_an_untouched_field_is_never_written_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast, target=100)
    form = opened(visitor(cast.jo), goal_id)
    opened(visitor(cast.anna), goal_id).fill(target="250").submit()
    form.submit()
    assert goal_now(app, goal_id).target == 250


@pytest.mark.parametrize("began", [json.dumps({"title": "feedfeedfeedfeed"}), "{", "[[[[", ""])
def test_a_version_that_never_existed_is_answered_and_overwrites_nothing(
    app: Flask, cast: Cast, visitor: Visitors, began: str
) -> None:
    goal_id = goal(app, cast)
    form = opened(visitor(cast.jo), goal_id).tamper(began=began, title="Mine")
    page = form.submit()
    assert page.status == 409
    assert "What you began from is not known any more." in page.text
    assert goal_now(app, goal_id).title == "Grow leasing"
    form = page.form(f"goal-form-{goal_id}").fill(**{"choose-title": "mine"})
    assert form.submit().status == 303
    assert goal_now(app, goal_id).title == "Mine"


def test_what_is_wrong_in_another_field_does_not_undo_the_choice(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, page = clash(app, cast, visitor)
    form = page.form(f"goal-form-{goal_id}")
    page = form.fill(**{"choose-title": "theirs"}, baseline="many").submit()
    assert page.status == 422
    page.form(f"goal-form-{goal_id}").fill(baseline="7").submit()
    now = goal_now(app, goal_id)
    assert (now.title, now.baseline) == ("Grow by half", Decimal(7))
    assert lost(app) == [{"title": ["Grow by a third", "Grow by half"]}]


def test_a_number_that_cannot_be_read_is_compared_once_it_can(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast, target=100)
    jos = opened(visitor(cast.jo), goal_id).fill(title="Grow", target="many")
    opened(visitor(cast.anna), goal_id).fill(title="Grow by half", target="250").submit()
    page = jos.submit()
    form = page.form(f"goal-form-{goal_id}").fill(**{"choose-title": "mine"})
    page = form.fill(target="300").submit()
    assert page.status == 409
    assert "250" in page.element(f"goal-form-{goal_id}-target-conflict").text


def test_who_takes_part_is_looked_at_person_by_person(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity_id = planned.activity(app, cast)
    address, name = f"/activities/{activity_id}/edit", f"activity-form-{activity_id}"
    annas, jos = (visitor(one).visit(address).form(name) for one in (cast.anna, cast.jo))
    annas.fill(participant_ids=[cast.tom.id]).submit()
    jos.fill(participant_ids=[cast.ruth.id]).submit()
    form = visitor(cast.anna).visit(address).form(name)
    assert {int(one) for one in form["participant_ids"]} == {cast.tom.id, cast.ruth.id}


def test_a_text_of_a_million_signs_is_refused_at_its_field_and_kept_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    opened(visitor(cast.anna), goal_id).fill(missed_because="Short").submit()
    form = opened(visitor(cast.jo), goal_id)
    opened(visitor(cast.anna), goal_id).fill(unit="TEUR").submit()
    page = form.fill(missed_because="word " * 200_000).submit()
    assert page.status == 422
    assert page.errors == ["Use at most 100000 characters."]
    assert len(page.form(f"goal-form-{goal_id}")["missed_because"]) == 1_000_000


def test_two_million_signs_that_clash_are_answered_at_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    form = opened(visitor(cast.jo), goal_id)
    opened(visitor(cast.anna), goal_id).fill(missed_because="mine " * 19_000).submit()
    assert form.fill(missed_because="other " * 160_000).submit().status == 409
