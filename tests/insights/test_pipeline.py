"""A target against what is expected, and sums by currency."""

from decimal import Decimal

import pytest

from planner.insights.pipeline import Comparison, PipelineSum, added_by_currency


@pytest.mark.parametrize(
    ("target", "won", "weighted", "gap", "share"),
    [
        (100, 20, 30, 50, "0.5"),
        (100, 80, 40, -20, "1.2"),
        (100, 0, 0, 100, "0"),
        (0, 10, 0, -10, None),
        (0, 0, 0, 0, None),
        (3, 1, 0, 2, "0.33"),
    ],
)
def test_gap_is_what_is_missing_and_of_nothing_there_is_no_share(
    target: int, won: int, weighted: int, gap: int, share: str | None
) -> None:
    found = PipelineSum(won=Decimal(won), weighted=Decimal(weighted), planned=Decimal(weighted * 2))
    compared = Comparison(Decimal(target), found)
    assert compared.gap == gap
    assert compared.share == (None if share is None else Decimal(share))


def test_each_currency_is_added_up_for_itself() -> None:
    one, other = PipelineSum(won=Decimal(1), wins=1), PipelineSum(planned=Decimal(2), plans=1)
    parts = [{"EUR": one}, {"CHF": other, "EUR": other}, {}]
    assert added_by_currency(parts) == {"CHF": other, "EUR": one + other}
    assert added_by_currency([]) == {}
