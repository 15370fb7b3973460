"""No text, whatever is in it, gets out of its message."""

import json

import pytest
from flask import Flask
from hypothesis import given, strategies as st

from planner.live import messages, sections
from planner.nouns import NOUNS, OF_NAME, types_of
from planner.queries.history.changes import Change
from planner.views.plan.plan_sections import SECTIONS
from tests.support.streams import messages_of


def change(name: str, happened: str = "goal.updated") -> Change:
    return Change(7, happened, 1, 1, "goals", 3, name, 2, name)


@given(st.text())
def test_any_name_arrives_as_it_is(name: str) -> None:
    text = messages.change_message(change(name), 7).decode()
    assert len(text.splitlines()) == 4
    [message] = messages_of(text)
    assert message.data["name"] == message.data["by"]["name"] == name


def test_sections_that_show_a_change_are_sections_of_the_page() -> None:
    types = types_of(OF_NAME)
    shown = {happened: sections.named_sections(change("x", happened)) for happened in types}
    unknown = {happened: set(names) - SECTIONS.keys() for happened, names in shown.items()}
    assert {happened: names for happened, names in unknown.items() if names} == {}
    assert [happened for happened, names in shown.items() if len(names) > len(set(names))] == []


@pytest.mark.databases("sqlite")
def test_what_happens_is_told_where_no_request_says_in_which_language(app: Flask) -> None:
    with app.app_context():
        told = [messages.change_message(change("x", happened), 7) for happened in types_of(OF_NAME)]
    assert all(message.startswith(b"id: 7") for message in told)


def test_data_is_on_one_line() -> None:
    assert json.loads(messages.hello(4).decode().splitlines()[2].removeprefix("data: ")) == {
        "last": 4
    }


@pytest.mark.parametrize("noun", [noun.name for noun in NOUNS if noun.is_rated])
def test_the_rating_is_shown_anew_even_where_only_its_evidence_has_changed(noun: str) -> None:
    assert {"maturity", "what_now"} <= set(sections.named_sections(change("x", f"{noun}.updated")))
