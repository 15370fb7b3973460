"""The numbers of the rules stand in one table, and an organisation may change them."""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.after_signature.account import account_on
from planner.after_signature.handover_codes import handovers_as_json
from planner.after_signature.numbers import printed_money, printed_rate
from planner.after_signature.thresholds import SignatureThresholds
from planner.after_signature.valuation.cases import cases_as_json
from planner.after_signature.valuation.facts import BusinessCaseFact, FlowFact
from planner.planfiles.account_facts import account_facts_from
from tests.after_signature.building import TODAY, AccountStory, evidence_by_code
from tests.rating.building import Document


def test_another_number_changes_what_is_found() -> None:
    facts = account_facts_from(AccountStory().contract(signed=3, won_by="bea").document)
    strict = SignatureThresholds(described_days=2)
    found = []
    for day in (TODAY, TODAY - timedelta(days=1)):
        answered: Document = handovers_as_json(account_on(facts, day, strict))
        found.append(list(evidence_by_code(answered["handovers"][0]["codes"])))
    assert found == [["not_described"], []]


def test_lines_are_varied_by_the_number_of_the_table() -> None:
    case = BusinessCaseFact("b1", Decimal(0), (FlowFact((Decimal(100),)),))
    answered: Document = cases_as_json("k", [case], SignatureThresholds(variation=20))
    first = answered["cases"][0]["scenarios"][0]["sensitivity"][0]
    assert (first["down"], first["up"], first["swing"]) == (80, 120, 40)


@pytest.mark.parametrize(
    "wrong", [{"described_days": -1}, {"variation": 101}, {"lead_rate": 0}, {"form_hours": 0}]
)
def test_a_number_that_means_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="out of range"):
        SignatureThresholds(**wrong)


def test_each_number_says_what_it_is_and_in_which_unit() -> None:
    units = {each.metadata["unit"] for each in fields(SignatureThresholds)}
    assert units == {"days", "hours", "seconds", "percent", "count"}
    assert all(each.metadata["says"] for each in fields(SignatureThresholds))


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (Fraction(1, 200), 0.01),
        (Fraction(-1, 200), -0.01),
        (Fraction(-1, 201), 0),
        (Decimal("2.675"), 2.68),
        (Decimal("40000.00"), 40_000),
        (None, None),
    ],
)
def test_money_is_rounded_half_away_from_zero(
    figure: Fraction | Decimal | None, printed: float | None
) -> None:
    assert repr(printed_money(figure)) == repr(printed)


def test_rates_have_four_places() -> None:
    assert printed_rate(Fraction(1, 3)) == 0.3333
