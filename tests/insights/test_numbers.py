"""Numbers as people write and paste them, in both languages."""

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal
from hypothesis import given, strategies as st

from planner.insights import numbers

LANGUAGES = st.sampled_from(["de", "en"])
OTHER = {"de": "en", "en": "de"}
AMOUNTS = st.decimals(-(10**15), 10**15, places=2)
LARGE = AMOUNTS.filter(lambda amount: abs(amount) >= 1000)
NUMBERS = st.integers(0, 6).flatmap(lambda places: st.decimals(-(10**9), 10**9, places=places))


def readings(text: str, language: str) -> set[Decimal]:
    """All numbers that the text may mean."""
    try:
        return {numbers.read(text, language)}
    except numbers.TwoReadings as asked:
        return {asked.thousands, asked.decimals}


@given(LARGE, LANGUAGES, st.sampled_from(["EUR", "USD", "CHF", "GBP", "SEK"]))
def test_amount_that_is_shown_can_be_pasted_back(
    amount: Decimal, language: str, currency: str
) -> None:
    shown = format_currency(amount, currency, "#,##0.00\u00a0¤", locale=language)
    assert numbers.read(shown, language) == amount
    assert numbers.read(f"  {shown} ", OTHER[language]) == amount


@given(st.integers(0, 10**12), LANGUAGES)
def test_amount_shown_without_cents_is_never_another_one(amount: int, language: str) -> None:
    shown = format_currency(amount, "EUR", "#,##0\u00a0¤", locale=language, currency_digits=False)
    assert numbers.read(shown, language) == amount
    assert amount in readings(shown, OTHER[language])


@given(NUMBERS, LANGUAGES, LANGUAGES)
def test_number_that_a_form_writes_is_read_whatever_language_is_spoken_since(
    number: Decimal, made_in: str, sent_in: str
) -> None:
    text = format_decimal(number, locale=made_in, decimal_quantization=False, group_separator=False)
    assert numbers.read(numbers.unmistakable(text), made_in) == number
    try:
        assert numbers.read(numbers.unmistakable(text), sent_in) == number
    except numbers.NotANumber:
        assert sent_in != made_in


@given(NUMBERS, LANGUAGES)
def test_number_that_is_shown_is_read_or_asked_back(number: Decimal, language: str) -> None:
    shown = format_decimal(number, locale=language, decimal_quantization=False)
    assert number in readings(shown, language)


@given(st.integers(1, 10**11), LANGUAGES)
def test_number_in_short_is_read_as_what_it_says(number: int, language: str) -> None:
    shown = format_compact_decimal(number, locale=language)
    off = abs(numbers.read(shown, language) - number)
    assert off * 2 <= 10 ** (len(str(number)) - 1)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "34.000.000 €", 34_000_000),
        ("de", "100.000", 100_000),
        ("de", "1,2 Mio. €", 1_200_000),
        ("de", "500 Tsd. EUR", 500_000),
        ("de", "3 Billionen", 3_000_000_000_000),
        ("de", "CHF 1’250.50", "1250.5"),
        ("en", "€34,000,000", 34_000_000),
        ("en", "-$1.5M", -1_500_000),
        ("en", "1.2 million", 1_200_000),
        ("en", "3 billion", 3_000_000_000),
        ("en", "1 234 567.89", "1234567.89"),
        ("en", "\u22125", -5),
        ("en", "0.125", "0.125"),
        ("en", "1234.567", "1234.567"),
        ("en", "1.234,50", "1234.5"),
    ],
)
def test_number_is_read(language: str, text: str, number: int | str) -> None:
    assert numbers.read(text, language) == Decimal(number)


@pytest.mark.parametrize(
    ("language", "text", "thousands", "decimals"),
    [
        ("en", "100.000", 100_000, 100),
        ("en", "12.500 €", 12_500, "12.5"),
        ("de", "100,000", 100_000, 100),
        ("de", "-7,125", -7125, "-7.125"),
        ("de", "1,250 Mio.", 1_250_000_000, 1_250_000),
    ],
)
def test_three_digits_behind_a_decimal_sign_are_asked_back(
    language: str, text: str, thousands: int, decimals: int | str
) -> None:
    with pytest.raises(numbers.TwoReadings) as asked:
        numbers.read(text, language)
    assert asked.value == numbers.TwoReadings(Decimal(thousands), Decimal(decimals))


NO_NUMBERS = ["", "€", "12,50", "1,23,4", "1.2.3", "1'23", "5 m", "5 T€", "1e5", "NaN", "١٢", "5 5"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.read(text, "en")
