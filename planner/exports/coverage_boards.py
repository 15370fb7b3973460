"""The coverage board on paper: customers by fields, each cell with a sign beside its colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, LongTable, Spacer, TableStyle

from planner.exports.pdf_files import BOLD, MARGIN, PLAIN, pdf, style, text_of_pdf
from planner.insights.coverage import CoverageState

SIGNS = {
    CoverageState.GAP: "▲",
    CoverageState.QUIET: "◔",
    CoverageState.STARTED: "▶",
    CoverageState.COVERED: "✔",
    CoverageState.NONE: "–",
}
"""Signs that tell the states apart without any colour; the letters of the file have them."""
_COLOURS = {
    CoverageState.GAP: colors.HexColor("#fbe3e4"),
    CoverageState.QUIET: colors.HexColor("#fdf0d5"),
    CoverageState.STARTED: colors.HexColor("#e3eefb"),
    CoverageState.COVERED: colors.HexColor("#e0f2e5"),
    CoverageState.NONE: colors.white,
}
_SMALL, _LINES = 6.5, colors.HexColor("#bbbbbb")
_FIRST = 46 * mm
_PADDING = 12
_LARGEST_HEAD, _SMALLEST_HEAD = 7, 4.5


@dataclass(frozen=True, slots=True)
class BoardCell:
    """`state` is None where nothing is known; the lines stand below its sign and word."""

    state: CoverageState | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardRow:
    heading: str
    below: str
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True)
class CoverageBoard:
    """Ready words. `columns` has the heading of the first column too; `about` says what was asked
    for, and what is missing; `totals` are rows without states at the end."""

    title: str
    about: Sequence[str]
    states: dict[CoverageState, str]
    columns: Sequence[str]
    rows: Sequence[BoardRow]
    totals: Sequence[BoardRow]
    footer: str
    pages: str
    language: str


def board_as_pdf(board: CoverageBoard) -> bytes:
    return pdf(
        board.title,
        list(_story(board)),
        footer=board.footer,
        pages=board.pages,
        language=board.language,
        lies=True,
    )


def _story(board: CoverageBoard) -> Iterator[Flowable]:
    yield text_of_pdf(board.title, style(15, font=BOLD, spaceAfter=3))
    for line in board.about:
        yield text_of_pdf(line, style(8))
    legend = "  ·  ".join(f"{SIGNS[state]} {name}" for state, name in board.states.items())
    yield text_of_pdf(legend, style(8, spaceBefore=3))
    yield Spacer(1, 3 * mm)
    yield _table(board)


def _table(board: CoverageBoard) -> LongTable:
    # The longer side of the paper, which lies; texts keep a little away from the margins.
    width = (A4[1] - 2 * MARGIN - _PADDING - _FIRST) / max(1, len(board.columns) - 1)
    head = style(_size_of_heads(board.columns[1:], width - 5), font=BOLD)
    heading, plain = style(_SMALL, font=BOLD), style(_SMALL)
    rows: list[list[list[Flowable]]] = [[[text_of_pdf(name, head)] for name in board.columns]]
    for row in (*board.rows, *board.totals):
        first: list[Flowable] = [text_of_pdf(row.heading, heading)]
        if row.below:
            first.append(text_of_pdf(row.below, plain))
        cells: list[list[Flowable]] = [
            [text_of_pdf(_said(cell, board), plain)] for cell in row.cells
        ]
        rows.append([first, *cells])
    widths = [_FIRST, *(width for _name in board.columns[1:])]
    return LongTable(rows, colWidths=widths, repeatRows=1, style=_look(board))


def _size_of_heads(names: Sequence[str], width: float) -> float:
    """As large as lets the longest word stand on one line, within what can still be read."""
    style(_LARGEST_HEAD, font=BOLD)  # so that the letters are known
    words = [word for name in names for word in name.split()]
    widest = max((stringWidth(word, BOLD, _LARGEST_HEAD) for word in words), default=0)
    fitting = int(_LARGEST_HEAD * width / widest * 10) / 10 if widest else _LARGEST_HEAD
    return max(_SMALLEST_HEAD, min(_LARGEST_HEAD, fitting))


def _said(cell: BoardCell, board: CoverageBoard) -> str:
    if cell.state is None:
        return "\n".join(cell.lines)
    return "\n".join((f"{SIGNS[cell.state]} {board.states[cell.state]}", *cell.lines))


def _look(board: CoverageBoard) -> TableStyle:
    look = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), PLAIN, _SMALL),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("GRID", (0, 0), (-1, -1), 0.3, _LINES),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    for down, row in enumerate(board.rows, 1):
        for across, cell in enumerate(row.cells, 1):
            if cell.state is not None:
                look.add("BACKGROUND", (across, down), (across, down), _COLOURS[cell.state])
    return look
