"""The next best step: the first that holds."""

from typing import Any

import pytest

from planner.after_signature.next_steps import best_step
from tests.after_signature.building import AccountStory, ago


def talked(on: int = 1) -> AccountStory:
    """A customer with whom somebody talked, and who was screened, so that nothing is left."""
    story = AccountStory().screened("Leasing", 10, share_of_wallet=1)
    return story.entry(on, "anna", state="parked")


def test_there_is_nothing_where_nothing_is_to_be_done() -> None:
    assert talked().step() == ("nothing", None, [])


def test_only_members_have_a_step() -> None:
    story = talked().member("jo", left=5, joined=20)
    assert best_step(story.on(), "jo") is None
    assert best_step(story.on(), "tom") is None
    assert story.step("jo", 6)[0] == "talk"
    assert best_step(story.on(21), "jo") is None


def test_a_handover_waits_for_its_receiver_only() -> None:
    story = talked().member("carl").contract(signed=10, won_by="bea").proposal("carl", 5)
    story.contract("k2", signed=10, won_by="bea").proposal("carl", 8)
    evidence = ["handover:k1/0", "handover:k2/0"]
    assert story.step("carl") == ("answer_handover", ago(8), evidence)
    assert story.step("anna")[0] == "nothing"


@pytest.mark.parametrize(("due", "step"), [(0, "nothing"), (1, "keep_promise")])
def test_a_planned_activity_past_its_day_waits_for_those_in_it(due: int, step: str) -> None:
    story = talked().member("jo").member("tom")
    story.activity("a1", 30, assignee="jo", due=due, participants=["anna"])
    assert [story.step(person)[0] for person in ("anna", "jo", "tom")] == [step, step, "nothing"]
    assert story.activity("a2", 30, due=5).step("tom")[0] == "nothing"


def test_a_promise_waits_for_its_owner() -> None:
    story = talked().contract(signed=10, won_by="anna").promise("p1", due=3, owner="anna")
    story.promise("p2", due=4, owner="anna", kept=1).promise("p3", due=9, owner="jo")
    assert story.step() == ("keep_promise", ago(3), ["promise:k1/p1"])
    assert story.step(day=2) == ("keep_promise", ago(4), ["promise:k1/p1", "promise:k1/p2"])


def test_renewals_at_risk_come_before_those_that_nobody_touched() -> None:
    story = talked().contract("k1", signed=500, ends=-100)
    assert story.step() == ("start_renewal", ago(-100), ["contract:k1"])
    story.contract("k2", signed=500, ends=-20).contract("k3", signed=500, ends=-40)
    assert story.step() == ("rescue_renewal", ago(-20), ["contract:k2", "contract:k3"])


def test_silence_comes_between_them() -> None:
    story = talked(90).contract("k1", signed=500, ends=-100).contract("k2", signed=60)
    assert story.step() == ("end_silence", ago(60), ["contract:k2"])


@pytest.mark.parametrize(
    ("on", "words", "holds"),
    [
        (60, {"next_step": "Call"}, False),
        (61, {"next_step": "Call"}, True),
        (1, {"next_step": None}, True),
        (1, {"next_step": " "}, True),
        (1, {"next_step": None, "state": "won"}, False),
        (99, {"state": "lost"}, False),
    ],
)
def test_a_conversation_needs_a_fresh_next_step(
    on: int, words: dict[str, Any], holds: bool
) -> None:
    story = talked().entry(on, "anna", talk="c2", **words)
    expected = ("next_step", ago(on), ["conversation:c2"]) if holds else ("nothing", None, [])
    assert story.step() == expected


def test_somebody_has_to_talk_to_the_customer_every_three_months() -> None:
    assert talked(90).step()[0] == "nothing"
    story = talked(91).visit("v1", 91, "jo").visit("v2", 92, "jo")
    assert story.step() == ("talk", ago(91), ["activity:v1", "entry:c1/0"])
    assert AccountStory().step() == ("talk", None, [])


def test_whitespace_is_to_be_offered_and_names_its_unit() -> None:
    story = talked().screened("Payments", 10, 30, share_of_wallet=0.5, unit="Plant 2")
    story.screened("Energy", 10, 20, share_of_wallet=0.5)
    evidence = ["potential:Energy", "potential:Payments/Plant 2"]
    assert story.step() == ("offer", ago(30), evidence)


@pytest.mark.parametrize(("on", "step"), [(364, "nothing"), (365, "screen")])
def test_a_customer_is_screened_once_a_year(on: int, step: str) -> None:
    story = AccountStory().screened("Leasing", 10, on, share_of_wallet=1)
    assert story.entry(1, "anna", state="parked").step() == (step, None, [])


def test_customers_come_by_step_then_date_then_stake_then_key() -> None:
    stories = {
        "nothing": talked(),
        "b-later": talked().contract(signed=500, ends=-100, annual_value=10),
        "a-later": talked().contract(signed=500, ends=-100, annual_value=10),
        "z-large": talked().contract(signed=500, ends=-100, annual_value=11),
        "sooner": talked().contract(signed=500, ends=-99, annual_value=1),
        "never": AccountStory(),
        "once": AccountStory().entry(200, "anna", state="parked"),
    }
    steps = [best_step(story.customer(key=key).on(), "anna") for key, story in stories.items()]
    found = sorted((step for step in steps if step is not None), key=lambda step: step.order)
    order = ["sooner", "z-large", "a-later", "b-later", "once", "never", "nothing"]
    assert [step.customer for step in found] == order
