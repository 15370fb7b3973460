"""Numbers and days as people and programs write them, and text that was decoded wrongly."""

from datetime import date
from decimal import Decimal

import pytest

from planner.imports.dates import DateForm, form_of, parse_day
from planner.imports.deciding.naming import Ordinals, number_of, site_of
from planner.imports.export_error import ExportError
from planner.imports.mending import mended
from planner.imports.numbers import NumberForm, number_form_of, parse_number
from planner.imports.scratch import Scratch


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("1.234,50", NumberForm.COMMA, "1234.50"),
        ("$7,450,000.00 ", NumberForm.POINT, "7450000.00"),
        ("12 %", NumberForm.POINT, "12"),
        ("EUR 1.234", NumberForm.COMMA, "1234"),
        ("1.234 €", NumberForm.POINT, "1.234"),
        ("-5", NumberForm.POINT, "-5"),
        ("CHF 1'234.50", NumberForm.POINT, "1234.50"),
        ("1\u00a0234,5", NumberForm.COMMA, "1234.5"),
    ],
)
def test_a_number_is_read_in_the_form_of_its_column(
    text: str, form: NumberForm, number: str
) -> None:
    assert parse_number(text, form) == Decimal(number)


@pytest.mark.parametrize("text", ["1e5", "NaN", "twelve", "1.2.3,4,5", "٣", ""])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text, NumberForm.POINT) is None


def test_one_number_that_allows_no_other_form_shows_that_of_all() -> None:
    assert number_form_of("Value", [("a:2", "1.234"), ("a:3", "1,5")]) is NumberForm.COMMA
    assert number_form_of("Value", [("a:2", "1.234"), ("a:3", "1.5")]) is NumberForm.POINT
    assert number_form_of("Value", [("a:2", "1234"), ("a:3", "7")]) is NumberForm.POINT


@pytest.mark.parametrize("numbers", [["1.234", "5.678"], ["1,5", "1.5"]])
def test_numbers_that_stay_open_or_contradict_each_other_are_refused(numbers: list[str]) -> None:
    with pytest.raises(ExportError, match="--numbers point or --numbers comma"):
        number_form_of("Value", [("a:2", text) for text in numbers])


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("31.12.69", DateForm.DAY_FIRST, date(1969, 12, 31)),
        ("31.12.68", DateForm.DAY_FIRST, date(2068, 12, 31)),
        ("1/2/99", DateForm.MONTH_FIRST, date(1999, 1, 2)),
        ("1/2/26", DateForm.DAY_FIRST, date(2026, 2, 1)),
        ("2026-06-30T21:59:00.000+0000", DateForm.ISO, date(2026, 6, 30)),
        ("2026-06-30T23:59:00.000+0000", DateForm.ISO, date(2026, 7, 1)),  # in Germany
        ("2026-06-30T00:00:00.000Z", DateForm.ISO, date(2026, 6, 30)),
        ("2026-06-30 09:15", DateForm.ISO, date(2026, 6, 30)),
        ("30.06.2026, 09:15", DateForm.DAY_FIRST, date(2026, 6, 30)),
        ("6/30/2026 9:15 AM", DateForm.MONTH_FIRST, date(2026, 6, 30)),
    ],
)
def test_two_digit_years_and_times_are_understood(text: str, form: DateForm, day: date) -> None:
    assert parse_day(text, form) == day


def test_points_show_that_the_day_comes_first() -> None:
    assert form_of("Day", [("a:2", "01.02.2026")]) is DateForm.DAY_FIRST


def test_days_that_are_the_same_in_either_form_need_no_choice() -> None:
    assert form_of("Day", [("a:2", "5/5/2026")]) is DateForm.DAY_FIRST


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("CafÃ©", "Café"),
        ("MÃ¼ller & SÃ¶hne", "Müller & Söhne"),
        ("GrÃ¶ÃŸe", "Größe"),
        ("Itâ€™s", "It’s"),
        ("Café", "Café"),
        ("São Paulo", "São Paulo"),
        ("Ärger", "Ärger"),
        ("株式会社", "株式会社"),
    ],
)
def test_only_what_was_decoded_wrongly_is_mended(said: str, meant: str) -> None:
    assert mended(said) == meant


def test_rows_that_are_alike_differ_by_their_order_whatever_their_case() -> None:
    one, other = Ordinals(Scratch()), Ordinals(Scratch())

    first, second = one.key("Deal", "Acme"), one.key("DEAL ", "acme")

    assert first != second
    assert [other.key("deal", "Acme"), other.key("deal", "Acme")] == [first, second]


def test_a_number_of_salesforce_is_the_same_with_15_signs_and_with_18() -> None:
    assert number_of("001Ec00000GGw3hIAD") == number_of("001Ec00000GGw3h")
    assert number_of("AB-1") == number_of("ab-1")


@pytest.mark.parametrize(
    "text",
    ["example.com", "https://www.example.com/", "HTTP://Example.com/shop?a=1", "www.example.com"],
)
def test_a_website_is_the_same_however_it_is_written(text: str) -> None:
    assert site_of(text) == "example.com"
