"""What is done about renewals, and what speaks against them."""

from typing import Any

import pytest

from tests.after_signature.building import AccountStory, ago

NOTICE = {"count": 90, "unit": "day"}


def ending(anchor: int, **words: Any) -> AccountStory:
    """A contract of the field Leasing whose last day for notice is so many days from today."""
    return AccountStory().contract(
        signed=700, ends=-anchor - 90, notice=NOTICE, field="Leasing", annual_value=500, **words
    )


@pytest.mark.parametrize(
    ("anchor", "state"),
    [(181, "running"), (180, "untouched"), (90, "untouched"), (89, "at_risk"), (0, "at_risk")],
)
def test_a_contract_comes_into_sight_and_is_late_after_the_decision_day(
    anchor: int, state: str
) -> None:
    said = ending(anchor).renewal()
    assert said["state"] == state
    assert (said["notice_on"], said["decision_on"]) == (ago(-anchor), ago(90 - anchor))
    assert said["radar_on"] == ago(180 - anchor)


def test_nobody_at_work_after_the_decision_day_is_a_risk() -> None:
    risks = ending(50).renewal()["risks"]
    assert risks == [{"code": "renewal_late", "evidence": ["contract:k1"]}]


def test_a_fixed_contract_counts_back_from_its_end_and_lapses_after_it() -> None:
    story = AccountStory().contract(signed=700, ends=-100)
    assert story.renewal()["decision_on"] == ago(-10)
    assert (story.renewal()["state"], story.renewal(-100)["state"]) == ("untouched", "at_risk")
    assert (story.renewal(-101)["state"], story.renewal(-101)["ends_on"]) == ("lapsed", ago(-100))


def test_a_contract_signed_later_does_not_exist() -> None:
    assert AccountStory().contract(signed=5).renewals(6) == {}


def test_a_contract_without_an_end_has_no_dates() -> None:
    said = AccountStory().contract(signed=700).renewal()
    days = [said[name] for name in ("ends_on", "notice_on", "decision_on", "radar_on", "over_on")]
    assert (said["state"], days) == ("undated", [None] * 5)


def test_a_terminated_contract_shows_its_last_day_only() -> None:
    said = ending(10, terminated=5).renewal()
    assert (said["state"], said["ends_on"], said["over_on"]) == (
        "terminated",
        ago(-100),
        ago(-100),
    )
    assert (said["notice_on"], said["decision_on"], said["radar_on"]) == (None, None, None)
    assert ending(10, terminated=5).renewal(6)["state"] == "at_risk"


@pytest.mark.parametrize("state", ["renewed", "terminated", "undated"])
def test_where_nobody_asks_whether_it_goes_on_there_is_no_work_and_no_risk(state: str) -> None:
    story = {
        "renewed": ending(10).contract("k2", signed=5, renews="k1"),
        "terminated": ending(10, terminated=5),
        "undated": AccountStory().contract(signed=700),
    }[state]
    story.deal("d1", contract="k1").contact("cfo", buying_role="decider", attitude=-2)
    said = story.renewal()
    assert (said["state"], said["work"], said["risks"]) == (state, [], [])


def test_work_is_a_planned_deal_that_names_the_contract() -> None:
    story = ending(100).deal("d1", contract="k1").deal("d2", field="Leasing")
    assert story.renewal()["work"] == ["deal:d1"]
    assert story.renewal()["state"] == "in_work"


def test_a_deal_decided_later_is_planned() -> None:
    story = ending(100).deal("d1", "won", contract="k1", decided=1)
    assert (story.renewal()["work"], story.renewal(2)["work"]) == ([], ["deal:d1"])


def test_work_is_an_activity_that_is_open_or_planned_or_done_since_the_radar_day() -> None:
    story = ending(100).activity("open", 300, contract="k1")
    story.activity("planned", 300, assignee="anna", contract="k1")
    story.activity("done", 300, assignee="anna", done=80, contract="k1")
    story.activity("early", 300, assignee="anna", done=81, contract="k1")
    story.activity("cancelled", 300, status="cancelled", contract="k1")
    assert story.renewal()["work"] == ["activity:done", "activity:open", "activity:planned"]


def test_work_is_an_entry_since_the_radar_day() -> None:
    story = ending(100).entry(80, "anna").entry(81, "anna")
    story.last("conversations", contract="k1")
    assert story.renewal()["work"] == ["entry:c1/0"]


def test_what_names_no_contract_belongs_to_every_one_of_its_field() -> None:
    story = ending(100).contract("k2", signed=5, ends=-100, field="Leasing")
    story.contract("k3", signed=5, ends=-100)
    story.activity("a1", 10, field="Leasing").activity("a2", 10, field="Leasing", contract="k2")
    story.activity("a3", 10)
    work = {key: each["work"] for key, each in story.renewals().items()}
    assert work == {"k1": ["activity:a1"], "k2": ["activity:a1", "activity:a2"], "k3": []}


@pytest.mark.parametrize(("state", "refused"), [("lost", True), ("parked", False)])
def test_a_renewal_is_refused_if_the_last_entry_in_sight_is_lost(state: str, refused: bool) -> None:
    story = ending(100).entry(20, "anna", state="lost").entry(20, "anna", state=state)
    story.last("conversations", contract="k1")
    found = [risk for risk in story.renewal()["risks"] if risk["code"] == "renewal_refused"]
    assert found == ([{"code": "renewal_refused", "evidence": ["entry:c1/1"]}] if refused else [])


def test_an_entry_before_the_radar_day_refuses_nothing() -> None:
    story = ending(100).entry(81, "anna", state="lost").last("conversations", contract="k1")
    assert story.renewal()["risks"] == []


@pytest.mark.parametrize(("decided", "refused"), [(80, True), (81, False), (None, True)])
def test_a_renewal_is_refused_if_its_deal_was_lost_in_sight(
    decided: int | None, refused: bool
) -> None:
    story = ending(100).deal("d1", "lost", contract="k1", decided=decided)
    risks = [{"code": "renewal_refused", "evidence": ["deal:d1"]}]
    assert story.renewal()["risks"] == (risks if refused else [])
    assert story.deal("d2", contract="k1").renewal()["risks"] == []


@pytest.mark.parametrize(("created", "stalled"), [(30, False), (31, True)])
def test_work_that_nobody_touched_for_more_than_30_days_has_stalled(
    created: int, stalled: bool
) -> None:
    story = ending(50).activity("a1", created, contract="k1")
    risks = [{"code": "renewal_stalled", "evidence": ["activity:a1"]}]
    assert story.renewal()["risks"] == (risks if stalled else [])


def test_work_without_any_date_has_stalled_and_before_the_decision_day_none_has() -> None:
    codes = [risk["code"] for risk in ending(50).deal(contract="k1").renewal()["risks"]]
    assert codes == ["renewal_stalled"]
    assert ending(90).deal(contract="k1").renewal()["risks"] == []


@pytest.mark.parametrize(
    ("role", "attitude", "against"),
    [("decider", -1, True), ("decider", -2, True), ("decider", 0, False), ("buyer", -2, False)],
)
def test_a_decider_who_is_against_it_is_a_risk(role: str, attitude: int, against: bool) -> None:
    story = ending(100).contact("cfo", buying_role=role, attitude=attitude)
    risks = [{"code": "decider_against", "evidence": ["contact:cfo"]}]
    assert story.renewal()["risks"] == (risks if against else [])


def test_what_is_at_stake_is_the_sum_of_what_is_in_question() -> None:
    story = ending(100).contract("k2", signed=700, ends=-100).contract("k3", signed=700)
    story.contract("k4", signed=700, ends=-100, annual_value=0.255)
    story.contract("k5", signed=700, ends=-300, annual_value=10_000)
    found = story.contracts()
    assert (found["at_stake"], found["without_value"]) == (500.26, 1)
    values = [each["at_stake"] for each in found["contracts"]]
    assert values == [500, None, None, 0.26, 10_000]
