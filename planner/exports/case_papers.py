"""A business case for the customer's eyes, as a PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from planner.exports.pdf_files import BOLD, pdf, style, text_of_pdf

_WIDTH = 265 * mm
"""Of a sheet that lies, without its margins."""
_FIRST = 50 * mm
_FORMULA = 70 * mm
_MOST_COLUMNS = 8
"""Beside each other; what is more goes into another table below."""

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class CasePaper:
    """Ready words; the first row of `figures` and `years` is the head of the table."""

    title: str
    compared_with: str
    figures: Rows
    reasons: Sequence[str]
    formulas: Sequence[tuple[str, str]]
    years: Rows
    footer: str
    pages: str
    language: str


def case_as_pdf(paper: CasePaper) -> bytes:
    return pdf(
        paper.title,
        list(_story(paper)),
        footer=paper.footer,
        pages=paper.pages,
        language=paper.language,
        lies=True,
    )


def _story(paper: CasePaper) -> Iterator[Flowable]:
    yield text_of_pdf(paper.title, style(18, font=BOLD, spaceAfter=4))
    if paper.compared_with:
        yield text_of_pdf(paper.compared_with, style(10, textColor=colors.HexColor("#444444")))
    yield from _tables(paper.figures)
    for reason in paper.reasons:
        yield text_of_pdf(reason, style(9, spaceBefore=4))
    yield from _tables(paper.years)
    yield Spacer(1, 6 * mm)
    yield _table(paper.formulas, [_FORMULA, _WIDTH - _FORMULA], has_head=False)


def _tables(rows: Rows) -> Iterator[Flowable]:
    """Side by side as many columns as can be read, each time with the first."""
    columns = len(rows[0])
    for begin in range(1, columns, _MOST_COLUMNS):
        some = [[row[0], *row[begin : begin + _MOST_COLUMNS]] for row in rows]
        number = len(some[0]) - 1
        yield Spacer(1, 6 * mm)
        yield _table(some, [_FIRST, *[(_WIDTH - _FIRST) / number] * number], has_head=True)


def _table(rows: Rows, widths: Sequence[float], *, has_head: bool) -> Table:
    plain, bold = style(8), style(8, font=BOLD)
    cells = [
        [text_of_pdf(cell, bold if has_head and at == 0 else plain) for cell in row]
        for at, row in enumerate(rows)
    ]
    look = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#cccccc")),
        ]
    )
    return Table(cells, colWidths=widths, style=look, hAlign="LEFT", repeatRows=int(has_head))
