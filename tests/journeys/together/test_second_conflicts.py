"""Somebody answers a conflict, and before that is saved a third person has changed the same."""

import pytest
from flask import Flask

from tests.support.editing import goal, goal_now, lost, opened
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.stories.cast import Cast


def second_conflict(app: Flask, cast: Cast, visitor: Visitors, choice: str) -> tuple[int, Form]:
    """Jo has typed a third, then chosen (or written "Grow by a fifth"); Tom was faster."""
    goal_id = goal(app, cast)
    annas, jos = (opened(visitor(one), goal_id) for one in (cast.anna, cast.jo))
    annas.fill(title="Grow by half").submit()
    form = jos.fill(title="Grow by a third").submit().form(f"goal-form-{goal_id}")
    form.fill(**{"choose-title": choice})
    if choice == "third":
        form.fill(title="Grow by a fifth")
    opened(visitor(cast.tom), goal_id).fill(title="Grow by two thirds").submit()
    again = form.submit()
    assert again.status == 409
    return goal_id, again.form(f"goal-form-{goal_id}")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("third", "theirs", ["Grow by a third", "Grow by a fifth"]),
        ("third", "mine", ["Grow by a third"]),
        ("mine", "theirs", ["Grow by a third"]),
        ("mine", "mine", []),
    ],
)
def test_everything_that_was_given_up_is_in_the_history(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    first: str,
    second: str,
    expected: list[str],
) -> None:
    goal_id, form = second_conflict(app, cast, visitor, first)
    form.fill(**{"choose-title": second}).submit()
    holds = goal_now(app, goal_id).title
    assert lost(app) == [{"title": [title, holds]} for title in expected]


def test_what_was_given_up_outlives_an_error_and_a_third_conflict(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, form = second_conflict(app, cast, visitor, "third")
    opened(visitor(cast.ruth), goal_id).fill(title="Grow").submit()
    form = (
        form.fill(**{"choose-title": "third"}, title="Double").submit().form(f"goal-form-{goal_id}")
    )
    invalid = form.fill(**{"choose-title": "third"}, title="").submit()
    assert invalid.status == 422
    invalid.form(f"goal-form-{goal_id}").fill(title="Grow at once").submit()
    given_up = [change["title"][0] for change in lost(app)]
    assert given_up == ["Grow by a third", "Grow by a fifth", "Double"]


@pytest.mark.parametrize("nonsense", ["", "x", "[1]", "{}", "[" * 9_000])
def test_nonsense_about_what_was_given_up_is_no_obstacle(
    app: Flask, cast: Cast, visitor: Visitors, nonsense: str
) -> None:
    goal_id, form = second_conflict(app, cast, visitor, "third")
    form.fill(**{"choose-title": "theirs", "lost-title": nonsense}).submit()
    assert goal_now(app, goal_id).title == "Grow by two thirds"
    assert lost(app) == [{"title": ["Grow by a fifth", "Grow by two thirds"]}]
