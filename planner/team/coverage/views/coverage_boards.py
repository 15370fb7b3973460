"""The coverage board as a PDF that lies on its long side, for the wall or the meeting."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response

from planner import clock
from planner.exports.coverage_boards import BoardCell, BoardRow, CoverageBoard, board_as_pdf
from planner.exports.pdf_files import UNKNOWN, unknown_signs
from planner.team.coverage.queries import coverage, coverage_filter, coverage_gaps, coverage_sums
from planner.team.coverage.views import coverage_filters, coverage_words
from planner.team.coverage.views.coverage import state_of
from planner.views.web import Permission, as_file, check_covering, choices, filters, me, money
from planner.words import exact_day, gettext, language, ngettext, word

bp = Blueprint("coverage_boards", __name__)
MOST_PRINTED = 500
"""So many rows are printed, on some fifty pages; a file for a spreadsheet has all of them."""
_Columns = list[tuple[int | None, str]]


@bp.get("/team.pdf")
def show() -> Response:
    check_covering(Permission.SEE_COVERAGE)
    fields = choices.choices_of_fields()
    form, wanted = coverage_filters.coverage_asked_for(fields)
    columns: _Columns = [one for one in fields if wanted.field_id in (None, one[0])]
    if wanted.field_id is None:
        columns.append((None, gettext("Without a field")))
    rows, more = _rows(wanted, columns)
    about = [*filters.filter_in_words(form), *_left_out(wanted, more), *_unknown(rows)]
    title = gettext("Coverage")
    board = CoverageBoard(
        title=title,
        about=about,
        states={state: str(words.name) for state, words in coverage_words.STATES.items()},
        columns=[gettext("Customer"), *(name for _field, name in columns), gettext("Sum")],
        rows=rows,
        totals=list(_totals(coverage_sums.totals(me(), wanted), columns)),
        footer=gettext("Coverage, as of %(day)s", day=exact_day(clock.today())),
        pages=gettext("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        language=language(),
    )
    return as_file(board_as_pdf(board), "application/pdf", title, "pdf")


def _rows(wanted: coverage_filter.CoverageFilter, columns: _Columns) -> tuple[list[BoardRow], bool]:
    """The rows, and whether there are more of them than are printed."""
    if wanted.group is None:
        found = coverage.first(me(), wanted, MOST_PRINTED)
        return [_customer(row, columns) for row in found.rows], found.has_more
    sums = coverage_sums.of_groups(me(), wanted, wanted.group)
    groups = coverage_sums.coverage_groups(me(), wanted, wanted.group)
    shown = [
        _group(wanted.group, one, sums.get(one[0], {}), columns) for one in groups[:MOST_PRINTED]
    ]
    return shown, len(groups) > MOST_PRINTED


def _left_out(wanted: coverage_filter.CoverageFilter, more: bool) -> Iterator[str]:
    if more:
        number, missing = coverage_gaps.gap_counts(me(), wanted)
        found = number if wanted.gap is None else missing[wanted.gap]
        yield gettext(
            "The first %(most)s rows; %(found)s customers are found. All are in the Excel file.",
            most=MOST_PRINTED,
            found=found,
        )


def _unknown(rows: list[BoardRow]) -> Iterator[str]:
    if unknown_signs("".join(row.heading for row in rows)):
        yield gettext(
            "%(box)s is a character that this file has no letter for; the Excel file has all.",
            box=UNKNOWN,
        )


def _customer(row: coverage.CoverageRow, columns: _Columns) -> BoardRow:
    cells = [_cell(row.cells.get(field), row.currency) for field, _name in columns]
    below = [row.team or "", "" if row.has_plan else gettext("No plan")]
    total = BoardCell(None, _money(row.sum, row.currency))
    return BoardRow(row.name, ", ".join(filter(None, below)), (*cells, total))


def _cell(cell: coverage.Cell | None, currency: str) -> BoardCell:
    """As on the page but for the names, which have no place beside figures on a wall."""
    if cell is None:
        return BoardCell(None, ())
    lines = [money(cell.potential, currency)] if cell.potential else []
    if cell.talk and cell.talked_on:
        lines.append(f"{word(cell.talk)}, {exact_day(cell.talked_on)}")
    if cell.deals:
        lines.append(_deals(cell.deals, cell.deal_value, currency))
    if cell.next_due:
        lines.append(f"{gettext('next:')} {exact_day(cell.next_due)}")
    if cell.overdue:
        lines.append(ngettext("%(num)d overdue", "%(num)d overdue", cell.overdue))
    return BoardCell(cell.judgement.state if cell.field_id else None, tuple(lines))


def _group(
    group: coverage_filter.CoverageGroup,
    of_group: tuple[Any, str | None, int],
    sums: coverage_sums.CoverageSums,
    columns: _Columns,
) -> BoardRow:
    key, name, customers = of_group
    cells = []
    for field, _name in columns:
        by_currency = sums.get(field, {})
        state = state_of(by_currency) if by_currency and field else None
        cells.append(BoardCell(state, _all_money(by_currency)))
    below = ngettext("%(num)d customer", "%(num)d customers", customers)
    total = BoardCell(None, _all_money(coverage_sums.coverage_by_currency(sums.values())))
    return BoardRow(coverage_words.group_name(group, key, name), below, (*cells, total))


def _totals(totals: coverage_sums.CoverageSums, columns: _Columns) -> Iterator[BoardRow]:
    for currency, total in coverage_sums.coverage_by_currency(totals.values()).items():
        sums = [totals.get(field, {}).get(currency) for field, _name in columns]
        cells = (BoardCell(None, _money(one, currency) if one else ()) for one in (*sums, total))
        yield BoardRow(gettext("Total, in %(currency)s", currency=currency), "", tuple(cells))


def _all_money(by_currency: dict[str, coverage_sums.CoverageSum]) -> tuple[str, ...]:
    pairs = sorted(by_currency.items())
    return tuple(line for currency, amount in pairs for line in _money(amount, currency))


def _money(amount: coverage_sums.CoverageSum, currency: str) -> tuple[str, ...]:
    lines = [money(amount.potential, currency)] if amount.potential else []
    if amount.ours:
        lines.append(gettext("ours: %(value)s", value=money(amount.ours, currency)))
    if amount.uncovered:
        lines.append(gettext("nobody there: %(value)s", value=money(amount.uncovered, currency)))
    if amount.deals:
        lines.append(_deals(amount.deals, amount.deal_value, currency))
    return tuple(lines)


def _deals(number: int, value: Any, currency: str) -> str:
    said = money(value, currency)
    return ngettext("%(num)d deal: %(value)s", "%(num)d deals: %(value)s", number, value=said)
