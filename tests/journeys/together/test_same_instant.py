"""Two people save two fields of one goal in the same instant, over connections of their own."""

from flask import Flask

from tests.journeys.together.at_once import Click, at_once, prepared
from tests.support.editing import goal, goal_now, opened
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

ROUNDS = 10


def typed(somebody: Visitor, goal_id: int, **fields: str) -> Click:
    return prepared(opened(somebody, goal_id).fill(**fields))


def test_both_fields_end_up_saved(app: Flask, address: str, cast: Cast, visitor: Visitors) -> None:
    anna, jo, goal_id = visitor(cast.anna), visitor(cast.jo), goal(app, cast)
    for number in range(ROUNDS):
        annas = typed(anna, goal_id, metric=f"metric {number}")
        jos = typed(jo, goal_id, unit=f"unit {number}")
        assert sorted(at_once(address, (annas, jos))) == [303, 303]
        now = goal_now(app, goal_id)
        assert (now.metric, now.unit) == (f"metric {number}", f"unit {number}")


def test_of_two_who_change_the_same_field_one_is_asked(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    anna, jo, goal_id = visitor(cast.anna), visitor(cast.jo), goal(app, cast)
    for number in range(ROUNDS):
        annas = typed(anna, goal_id, metric=f"Anna-{number}")
        jos = typed(jo, goal_id, metric=f"Jo-{number}")
        assert sorted(at_once(address, (annas, jos))) == [303, 409]
