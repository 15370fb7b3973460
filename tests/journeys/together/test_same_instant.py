"""Two people save two fields of one goal in the same instant, over connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from flask import Flask

from tests.support.editing import goal, goal_now, opened
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.production import PATIENCE
from tests.support.stories.cast import Cast

ROUNDS = 10


def prepared(somebody: Visitor, goal_id: int, **typed: str) -> tuple[str, str]:
    """The cookie and the body that the browser would send."""
    form: Form = opened(somebody, goal_id).fill(**typed)
    cookie = somebody.client.get_cookie("session")
    assert cookie is not None
    fields = [(name, value) for name in form.names for value in [form[name]] if value != []]
    return f"session={cookie.value}", urlencode(fields, doseq=True)


def send(sent: tuple[str, str], address: str, path: str, start: Barrier) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.connect()
    headers = {"Cookie": sent[0], "Content-Type": "application/x-www-form-urlencoded"}
    start.wait()
    connection.request("POST", path, sent[1], headers)
    status = connection.getresponse().status
    connection.close()
    return status


def both(address: str, path: str, one: tuple[str, str], other: tuple[str, str]) -> list[int]:
    start = Barrier(2)
    with ThreadPoolExecutor(2) as people:
        return sorted(people.map(lambda sent: send(sent, address, path, start), (one, other)))


def test_both_fields_end_up_saved(app: Flask, address: str, cast: Cast, visitor: Visitors) -> None:
    anna, jo, goal_id = visitor(cast.anna), visitor(cast.jo), goal(app, cast)
    for number in range(ROUNDS):
        annas = prepared(anna, goal_id, metric=f"metric {number}")
        jos = prepared(jo, goal_id, unit=f"unit {number}")
        assert both(address, f"/goals/{goal_id}", annas, jos) == [303, 303]
        now = goal_now(app, goal_id)
        assert (now.metric, now.unit) == (f"metric {number}", f"unit {number}")


def test_of_two_who_change_the_same_field_one_is_asked(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    anna, jo, goal_id = visitor(cast.anna), visitor(cast.jo), goal(app, cast)
    for number in range(ROUNDS):
        annas = prepared(anna, goal_id, metric=f"Anna-{number}")
        jos = prepared(jo, goal_id, metric=f"Jo-{number}")
        assert both(address, f"/goals/{goal_id}", annas, jos) == [303, 409]
