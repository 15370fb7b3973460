"""The hole after the signature."""

from typing import Any

import pytest

from tests.after_signature.building import AccountStory


def won(signed: int = 20, by: str | None = "bea", **words: Any) -> AccountStory:
    """Bea won a contract; Carl is on the plan."""
    story = AccountStory().member("bea").member("carl")
    return story.contract(signed=signed, won_by=by, **words)


def meet(story: AccountStory, on: int, *people: str, channel: str = "visit") -> AccountStory:
    return story.entry(on, *people).last("entries", channel=channel)


def test_a_handover_is_due_where_a_business_developer_won_or_something_was_proposed() -> None:
    assert won().handover()["state"] == "signed"
    assert won(by="anna").handover()["state"] == "none"
    assert won(by=None).handover()["state"] == "none"
    assert won(by="anna").proposal("carl", 5).handover()["state"] == "proposed"
    assert won(by="anna").proposal("carl", 5).handover(6)["state"] == "none"


def test_a_renewal_needs_no_handover() -> None:
    story = won().contract("k2", signed=10, won_by="bea", renews="k1")
    assert [each["state"] for each in story.handovers()] == ["none"]


def test_contracts_that_are_over_are_not_looked_at() -> None:
    assert won(500, ends=1).handovers() == []
    assert [each["contract"] for each in won(500, ends=0).handovers()] == ["k1"]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ({"promised": "A visit"}, "described"),
        ({"promised": " \n"}, "signed"),
        ({"described": 2}, "signed"),
        ({"promised": "A visit", "described": 0}, "described"),
        ({"promised": "A visit", "described": -1}, "signed"),
    ],
)
def test_it_is_described_when_something_is_said_by_the_day(
    words: dict[str, Any], state: str
) -> None:
    assert won(**words).handover()["state"] == state


def test_promises_describe_it_too() -> None:
    assert won().promise("p1").handover()["state"] == "described"


def test_the_steps_follow_each_other() -> None:
    story = won().proposal("carl", 10, "accepted", 8)
    story = meet(story, 6, "carl", "bea")
    found = [story.handover(day) for day in (11, 10, 9, 8, 7, 6)]
    states = [each["state"] for each in found]
    assert states == ["signed", "proposed", "proposed", "accepted", "accepted", "done"]
    assert [each["receiver"] for each in found] == [None, *["carl"] * 5]
    assert (found[-1]["days"], found[-1]["winner"]) == (14, "bea")


def test_the_old_way_of_saying_it_is_a_list_of_one() -> None:
    story = won(handed_to="carl", handed=10, accepted=8)
    assert [story.handover(day)["state"] for day in (11, 10, 8)] == [
        "signed",
        "proposed",
        "accepted",
    ]
    assert won(handed_to="carl").handover(20)["state"] == "proposed"
    assert won(handed_to="carl").handover_codes()["not_accepted"] == ["handover:k1/0"]


def test_what_was_sent_back_stands_no_longer_and_the_latest_proposal_counts() -> None:
    story = won().proposal("carl", 10, "sent_back", 8)
    assert (story.handover(9)["state"], story.handover()["state"]) == ("proposed", "sent_back")
    assert story.handover()["receiver"] is None
    assert story.proposal("tom", 8).handover()["receiver"] == "tom"
    assert story.handover(8)["state"] == "proposed"


def test_a_receiver_who_has_left_receives_nothing() -> None:
    story = AccountStory().member("carl", left=5).contract(signed=20, won_by="bea")
    story.proposal("carl", 10)
    assert (story.handover(6)["state"], story.handover()["state"]) == ("proposed", "signed")
    again = AccountStory().member("carl", left=5).member("carl", joined=3)
    assert again.contract(won_by="bea").proposal("carl", 10).handover()["state"] == "proposed"


def test_who_never_was_a_member_is_not_gone() -> None:
    assert won().proposal("tom", 10).handover()["state"] == "proposed"


@pytest.mark.parametrize(
    ("people", "channel", "done"),
    [
        (("carl", "bea"), "visit", True),
        (("carl", "bea"), "event", True),
        (("carl", "bea"), "email", False),
        (("carl", "bea"), "other", False),
        (("carl", "anna"), "call", False),
        (("bea", "anna"), "call", False),
    ],
)
def test_a_joint_meeting_is_live_and_has_both_in_it(
    people: tuple[str, ...], channel: str, done: bool
) -> None:
    story = won().proposal("carl", 10, "accepted", 8)
    story = meet(story, 6, *people, channel=channel)
    assert story.handover()["state"] == ("done" if done else "accepted")


@pytest.mark.parametrize(("on", "done"), [(20, True), (21, False)])
def test_a_joint_meeting_counts_from_the_day_of_the_signature(on: int, done: bool) -> None:
    story = meet(won().proposal("carl", 10, "accepted", 8), on, "bea", "carl")
    assert story.handover()["state"] == ("done" if done else "accepted")


@pytest.mark.parametrize(("kind", "done"), [("workshop", True), ("email", False)])
def test_an_activity_that_was_done_is_a_meeting_too(kind: str, done: bool) -> None:
    story = won().proposal("carl", 10, "accepted", 8)
    story.visit("v1", 5, "bea", "carl").last("activities", kind=kind)
    assert story.handover()["state"] == ("done" if done else "accepted")


def test_an_entry_about_an_activity_brings_its_people_and_its_own_channel() -> None:
    story = won().proposal("carl", 10, "accepted", 8).visit("v1", 5, "bea")
    story.entry(4, "carl", activity="v1")
    assert story.handover()["state"] == "done"
    assert story.last("entries", channel="email").handover()["state"] == "accepted"


def test_the_receiver_alone_suffices_without_a_winner() -> None:
    story = won(by=None).proposal("carl", 10, "accepted", 8)
    assert meet(story, 6, "carl").handover()["state"] == "done"
    gone = AccountStory().member("bea", left=7).contract(signed=20, won_by="bea")
    gone = meet(gone.proposal("carl", 10, "accepted", 8), 6, "carl")
    assert (gone.handover()["state"], gone.handover(6)["state"]) == ("done", "done")


@pytest.mark.parametrize(
    ("signed", "codes"),
    [
        (3, []),
        (4, ["not_described"]),
        (7, ["not_described"]),
        (8, ["not_described", "no_receiver"]),
        (14, ["not_described", "no_receiver"]),
        (15, ["not_described", "no_receiver", "no_joint_meeting", "silent_after_signature"]),
        (90, ["not_described", "no_receiver", "no_joint_meeting", "silent_after_signature"]),
        (91, ["not_described", "no_receiver", "no_joint_meeting"]),
        (365, ["not_described", "no_receiver", "no_joint_meeting"]),
        (366, []),
    ],
)
def test_what_is_missing_is_said_in_time(signed: int, codes: list[str]) -> None:
    found = won(signed).handover_codes()
    assert found == {code: ["contract:k1"] for code in codes}


def test_where_no_handover_is_due_only_silence_and_promises_are_asked_for() -> None:
    story = won(50, by="anna").promise("p1", due=1)
    assert list(story.handover_codes()) == ["silent_after_signature", "promises_open"]


@pytest.mark.parametrize(("answered", "missing"), [(7, False), (8, True)])
def test_after_sending_back_a_receiver_is_sought_anew(answered: int, missing: bool) -> None:
    story = won(60).proposal("carl", 30, "sent_back", answered)
    found = story.handover_codes().get("no_receiver")
    assert found == (["contract:k1"] if missing else None)


@pytest.mark.parametrize(("left", "missing"), [(7, False), (8, True)])
def test_after_the_receiver_left_another_one_is_sought(left: int, missing: bool) -> None:
    story = AccountStory().member("carl", left=left).contract(signed=60, won_by="bea")
    found = story.proposal("carl", 30).handover_codes().get("no_receiver")
    assert found == (["contract:k1", "member:carl"] if missing else None)


@pytest.mark.parametrize(("on", "late"), [(7, False), (8, True)])
def test_a_proposal_waits_a_week_for_its_answer(on: int, late: bool) -> None:
    story = won(60).proposal("carl", 30, "sent_back", 20).proposal("carl", on)
    assert story.handover_codes().get("not_accepted") == (["handover:k1/1"] if late else None)
    answered = won(60).proposal("carl", 30, "accepted", 1)
    assert "not_accepted" not in answered.handover_codes()
    assert answered.handover_codes(2)["not_accepted"] == ["handover:k1/0"]


@pytest.mark.parametrize(("on", "silent"), [(14, False), (15, True)])
def test_silence_counts_from_the_last_talk_and_names_the_talks_of_that_day(
    on: int, silent: bool
) -> None:
    story = won(40).entry(on, "bea").entry(on, "bea", talk="c2").entry(on + 1, "bea", talk="c3")
    evidence = ["contract:k1", "entry:c1/0", "entry:c2/0"]
    found = story.handover_codes().get("silent_after_signature")
    assert found == (evidence if silent else None)


def test_a_talk_on_the_day_of_the_signature_breaks_no_silence() -> None:
    story = won(40).entry(40, "bea")
    assert story.handover_codes()["silent_after_signature"] == ["contract:k1"]


@pytest.mark.parametrize(("signed", "late"), [(90, False), (91, True)])
def test_promises_are_open_when_their_day_is_past_or_they_are_old(signed: int, late: bool) -> None:
    story = won(signed).promise("today", due=0).promise("past", due=1)
    story.promise("kept", due=5, kept=2).promise("undated")
    undated = ["promise:k1/undated"] if late else []
    assert story.handover_codes()["promises_open"] == ["promise:k1/past", *undated]
    assert "promise:k1/kept" in story.handover_codes(3)["promises_open"]
