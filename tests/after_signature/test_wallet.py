"""How much of what a customer spends is ours."""

import pytest

from tests.after_signature.building import AccountStory, ago
from tests.rating.building import Document


def cells(story: AccountStory, day: int = 0) -> dict[str, Document]:
    return {each["field"]: each for each in story.wallet(day)["cells"]}


def test_a_stated_share_divides_the_value() -> None:
    cell = cells(AccountStory().screened("Leasing", 80_000, share_of_wallet=0.125))["Leasing"]
    assert cell == {
        "field": "Leasing",
        "unit": None,
        "value": 80_000,
        "share": 0.125,
        "source": "stated",
        "ours": 10_000,
        "white": 70_000,
        "change": None,
        "competitor": None,
        "state": "white",
        "stale": False,
        "screened_on": ago(100),
    }


def test_without_a_stated_share_the_contracts_of_the_field_tell() -> None:
    story = AccountStory().screened("Leasing", 90_000)
    story.contract("k1", field="Leasing", annual_value=10_000).contract("k2", field="Leasing")
    story.contract("k3", field="Leasing", annual_value=20_000, signed=500, ends=1)
    story.contract("k4", field="Payments", annual_value=20_000)
    cell = cells(story)["Leasing"]
    found = [cell[name] for name in ("share", "source", "ours", "white", "state")]
    assert found == [0.1111, "contracts", 10_000, 80_000, "white"]


def test_contracts_come_to_everything_at_most() -> None:
    story = AccountStory().screened("Leasing", 30).contract(field="Leasing", annual_value=100)
    cell = cells(story)["Leasing"]
    assert (cell["share"], cell["ours"], cell["white"], cell["state"]) == (1, 30, 0, "closed")


@pytest.mark.parametrize(
    ("value", "with_value", "units"), [(0, True, 1), (100, False, 1), (100, True, 2)]
)
def test_a_share_is_unknown_without_value_or_contracts_or_with_another_unit(
    value: float, with_value: bool, units: int
) -> None:
    story = AccountStory().screened("Leasing", value)
    story.contract(field="Leasing", annual_value=50 if with_value else None)
    if units > 1:
        story.screened("Leasing", 100, unit="Plant 2", status="rejected")
    cell = story.wallet()["cells"][0]
    assert (cell["share"], cell["source"]) == (None, None)
    assert (cell["ours"], cell["state"]) == ((0, "closed") if value == 0 else (None, "unknown"))


def test_a_cell_is_a_field_and_a_unit_as_last_screened() -> None:
    story = AccountStory().screened("Leasing", 10, 50, unit="A").screened("Payments", 20, 50)
    story.screened("Leasing", 30, 60, unit="A").screened("Leasing", 40, 50, unit="A")
    story.screened("Leasing", 50, 5)
    found = [(each["field"], each["unit"], each["value"]) for each in story.wallet(6)["cells"]]
    assert found == [("Leasing", "A", 40), ("Payments", None, 20)]
    assert len(story.wallet()["cells"]) == 3


@pytest.mark.parametrize(
    ("before", "on", "change"),
    [(0.2, 365, 0.3), (0.2, 364, None), (None, 400, None), (0.7, 365, -0.2)],
)
def test_the_change_is_against_the_stated_share_of_a_year_ago(
    before: float | None, on: int, change: float | None
) -> None:
    words = {} if before is None else {"share_of_wallet": before}
    story = AccountStory().screened("Leasing", 10, on, **words)
    story.screened("Leasing", 10, 5, share_of_wallet=0.5)
    assert cells(story)["Leasing"]["change"] == change


def test_a_share_of_contracts_changes_nothing() -> None:
    story = AccountStory().screened("Leasing", 10, 400, share_of_wallet=0.5)
    story.screened("Leasing", 10, 5).contract(field="Leasing", annual_value=1)
    assert cells(story)["Leasing"]["change"] is None


def test_the_competitor_is_the_one_with_the_largest_share() -> None:
    rivals = [{"name": "A"}, {"name": "B", "share": 0.2}, {"name": "C", "share": 0.2}]
    assert (
        cells(AccountStory().screened("Leasing", 10, competitors=rivals))["Leasing"]["competitor"]
        == "B"
    )
    unknown = AccountStory().screened("Leasing", 10, competitors=[{"name": "A"}, {"name": "B"}])
    assert cells(unknown)["Leasing"]["competitor"] == "A"


def test_a_cell_is_rejected_pursued_or_white() -> None:
    story = AccountStory().screened("Leasing", 10, share_of_wallet=0.5, status="rejected")
    story.screened("Payments", 10, share_of_wallet=0.5).screened("Energy", 10, share_of_wallet=0)
    story.deal(field="Payments").deal("d2", field="Leasing").deal("d3", "lost", field="Energy")
    states = {field: each["state"] for field, each in cells(story).items()}
    assert states == {"Leasing": "rejected", "Payments": "pursued", "Energy": "white"}


@pytest.mark.parametrize(("on", "stale"), [(365, False), (366, True)])
def test_a_cell_is_stale_after_a_year(on: int, stale: bool) -> None:
    assert cells(AccountStory().screened("Leasing", 10, on))["Leasing"]["stale"] is stale


def test_sums_leave_out_what_is_rejected_and_round_at_the_end() -> None:
    story = AccountStory().screened("A", 0.01, share_of_wallet=0.25).screened("B", 7)
    story.screened("C", 0.01, share_of_wallet=0.25)
    story.screened("D", 100, share_of_wallet=1, status="rejected")
    wallet = story.wallet()
    assert [wallet[name] for name in ("value", "ours", "white", "unknown", "share")] == [
        7.02,
        0.01,
        0.02,
        7,
        0.25,
    ]
    assert [each["ours"] for each in wallet["cells"]] == [0, None, 0, 100]


def test_without_anything_known_the_share_is_unknown() -> None:
    assert AccountStory().screened("A", 5).wallet()["share"] is None
    assert AccountStory().wallet() == {
        "cells": [],
        "value": 0,
        "ours": 0,
        "white": 0,
        "unknown": 0,
        "share": None,
    }
