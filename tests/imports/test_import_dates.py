"""Days in the forms in which exports write them."""

from datetime import date

import pytest

from planner.imports.dates import DateForm
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from tests.imports.exports import Export

ROW = "{0},Moses Frase,GTX Pro,Isdom,Won,{1},{2},4514\n"


def pipeline(*days: tuple[str, str]) -> str:
    return "".join(ROW.format(f"A{number}", *pair) for number, pair in enumerate(days))


def days_of(export: Export, dates: DateForm | None = None) -> list[date | None]:
    return [deal.decided_on for deal in export.read(dates).deals]


def test_a_column_with_a_month_first_day_is_read_month_first_and_says_so(export: Export) -> None:
    export.pipeline(pipeline(("10/20/2016", "3/1/2017"), ("10/25/2016", "3/13/2017")))

    assert days_of(export) == [date(2017, 3, 1), date(2017, 3, 13)]
    assert [one.about for one in export.findings(Dirt.DATE_FORM)] == [
        "close_date: 2 days as month/day/year",
        "engage_date: 2 days as month/day/year",
    ]


def test_a_column_with_a_day_first_day_is_read_day_first(export: Export) -> None:
    export.pipeline(pipeline(("20/10/2016", "1/3/2017"), ("25/10/2016", "13/3/2017")))

    assert days_of(export) == [date(2017, 3, 1), date(2017, 3, 13)]


def test_an_ambiguous_column_is_refused_and_says_how_to_choose(export: Export) -> None:
    export.pipeline(pipeline(("10/20/2016", "3/1/2017"), ("10/25/2016", "3/2/2017")))

    with pytest.raises(ExportError) as refusal:
        export.read()

    assert refusal.value.problems == (
        "sales_pipeline.csv:2: close_date “3/1/2017” can be month first or day first, and so can "
        "all others; say which with --dates month-first or --dates day-first",
    )


def test_the_choice_settles_an_ambiguous_column(export: Export) -> None:
    export.pipeline(pipeline(("1/2/2016", "3/1/2017")))

    assert days_of(export, DateForm.MONTH_FIRST) == [date(2017, 3, 1)]
    assert days_of(export, DateForm.DAY_FIRST) == [date(2017, 1, 3)]


def test_a_column_that_contradicts_itself_is_refused(export: Export) -> None:
    export.pipeline(pipeline(("2016-10-20", "3/13/2017"), ("2016-10-20", "13/3/2017")))

    with pytest.raises(ExportError, match=r"“3/13/2017” is month first, but “13/3/2017” \(sales_p"):
        export.read()


def test_a_column_without_any_day_is_refused(export: Export) -> None:
    export.pipeline(pipeline(("2016-10-20", "soon"), ("2016-10-20", "later")))

    with pytest.raises(ExportError, match="csv:2: close_date “soon” is no day as year-month-day"):
        export.read()


@pytest.mark.parametrize("text", ["2017-02-30", "20170301", "0217-03-01", "soon", "2017-W01-1"])
def test_what_is_no_day_among_days_is_left_out_and_named(export: Export, text: str) -> None:
    export.pipeline(pipeline(("2016-10-20", "2017-03-01"), ("2016-10-20", text)))

    assert days_of(export) == [date(2017, 3, 1), None]
    assert export.finding(Dirt.BAD_DATE).examples == (f"sales_pipeline.csv:3 “{text}”",)
    assert export.finding(Dirt.DECIDED_DEAL_WITHOUT_DAY).about == "Won"


def test_a_deal_decided_before_it_began_keeps_both_days(export: Export) -> None:
    export.pipeline(pipeline(("2017-10-20", "2017-03-01")))

    (deal,) = export.read().deals

    assert (deal.started_on, deal.decided_on) == (date(2017, 10, 20), date(2017, 3, 1))
    assert export.finding(Dirt.DATES_OUT_OF_ORDER).examples == ("sales_pipeline.csv:2",)
