"""Who knows whom, and whom nobody knows."""

import pytest

from tests.after_signature.building import AccountStory, ago
from tests.rating.building import Document


@pytest.mark.parametrize(
    ("words", "matters"),
    [
        ({"buying_role": "decider"}, True),
        ({"buying_role": "champion"}, True),
        ({"buying_role": "buyer"}, True),
        ({"buying_role": "influencer"}, False),
        ({"influence": 4}, True),
        ({"influence": 5, "buying_role": "user"}, True),
        ({"influence": 3}, False),
        ({}, False),
    ],
)
def test_a_contact_that_matters_and_that_nobody_knows_is_named(
    words: dict[str, object], matters: bool
) -> None:
    found = AccountStory().contact("cfo", **words).contact_codes()
    assert found == ({"known_by_nobody": ["contact:cfo"]} if matters else {})


def test_who_says_so_and_who_talked_to_a_contact_knows_it() -> None:
    story = AccountStory().contact("cfo", influence=5, known_by=["anna"])
    story.contact("ceo", influence=5).contact("coo", influence=5, known_by=["jo", "anna"])
    story.entry(900, "anna", "jo").last("entries", contacts=["ceo"])
    assert story.contact_codes() == {"known_by_one": ["contact:cfo"]}
    assert story.contact_codes(901)["known_by_nobody"] == ["contact:ceo"]


def test_acquaintance_has_a_day_and_ends_with_who_leaves() -> None:
    story = (
        AccountStory()
        .member("jo", left=5)
        .contact("cfo", influence=5, known_by=["jo", "anna"], known_since={"anna": ago(9)})
    )
    assert story.contact_codes(10) == {"known_by_one": ["contact:cfo"]}
    assert story.contact_codes(9) == {}
    assert story.contact_codes(5) == {"known_by_one": ["contact:cfo"]}


@pytest.mark.parametrize(("on", "single"), [(179, True), (180, False)])
def test_business_that_hangs_on_one_contact_is_named(on: int, single: bool) -> None:
    story = AccountStory().contract(signed=400).contact("cfo").contact("ceo")
    story.entry(on, "anna").last("entries", contacts=["cfo"])
    story.entry(180, "anna").last("entries", contacts=["ceo"])
    found = story.contact_codes()
    assert found == ({"single_thread": ["contact:cfo"]} if single else {})
    story.entry(1, "anna").last("entries", contacts=["ceo", "cfo"])
    assert story.contact_codes() == {}


def test_without_business_one_contact_is_enough() -> None:
    story = AccountStory().contact("cfo").entry(1, "anna").last("entries", contacts=["cfo"])
    assert story.contact_codes() == {}
    assert list(story.deal().contact_codes()) == ["single_thread"]


def requests(story: AccountStory, day: int = 0) -> list[Document]:
    found: list[Document] = story.shown(day)["sponsor_requests"]
    return found


@pytest.mark.parametrize(
    ("on", "needed", "silent"), [(3, None, False), (4, None, True), (1, 0, False), (1, 1, True)]
)
def test_an_executive_who_does_not_answer_in_time_is_silent(
    on: int, needed: int | None, silent: bool
) -> None:
    story = AccountStory().executive_asked("s1", on, needed=needed)
    assert requests(story) == [
        {
            "request": "s1",
            "reason": "rethink",
            "status": "asked",
            "codes": ["sponsor_silent"] if silent else [],
        }
    ]


def test_a_request_does_not_exist_before_it_and_an_answer_not_before_its_day() -> None:
    story = AccountStory().executive_asked("s1", 9, "declined", answered=2)
    assert [requests(story, day) for day in (10,)] == [[]]
    assert [requests(story, day)[0]["status"] for day in (9, 3, 2)] == [
        "asked",
        "asked",
        "declined",
    ]
    assert requests(story, 3)[0]["codes"] == ["sponsor_silent"]


@pytest.mark.parametrize(
    ("done", "needed", "missing"),
    [(7, 20, False), (8, None, True), (None, 7, False), (None, 8, True), (None, None, False)],
)
def test_an_outcome_is_missing_a_week_after_the_talk_or_the_day_it_was_needed_by(
    done: int | None, needed: int | None, missing: bool
) -> None:
    story = AccountStory().activity("a1", 30, assignee="ceo", done=done)
    story.executive_asked("s1", 30, "accepted", answered=25, needed=needed, activity="a1")
    assert requests(story)[0]["codes"] == (["outcome_missing"] if missing else [])
