"""The plan for the customer's eyes, as a PDF."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, KeepTogether, Spacer, Table, TableStyle

from planner.exports.pdf_files import BOLD, pdf, style, text_of_pdf

_WIDEST, _HIGHEST = 60 * mm, 20 * mm
_LEFT, _RIGHT = 45 * mm, 137 * mm


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A heading and lines: what stands on the left (a day, a role), and what it is about."""

    heading: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """Ready words, made of a `ForCustomer` and of nothing else. `logo` is a PNG."""

    title: str
    period: str
    parts: Sequence[PaperPart]
    footer: str
    pages: str
    language: str
    logo: bytes | None = None
    size: tuple[int, int] = (0, 0)


def paper_as_pdf(paper: Paper) -> bytes:
    return pdf(
        paper.title,
        list(_story(paper)),
        footer=paper.footer,
        pages=paper.pages,
        language=paper.language,
    )


def _story(paper: Paper) -> Iterator[Flowable]:
    if paper.logo:
        yield _picture(paper.logo, paper.size)
        yield Spacer(1, 6 * mm)
    yield text_of_pdf(paper.title, style(18, font=BOLD, spaceAfter=4))
    yield text_of_pdf(paper.period, style(10, textColor=colors.HexColor("#444444")))
    for part in paper.parts:
        heading = text_of_pdf(part.heading, style(13, font=BOLD, spaceBefore=14, spaceAfter=4))
        yield KeepTogether([heading, _table(part.lines[:1])])
        if part.lines[1:]:
            yield _table(part.lines[1:])


def _picture(logo: bytes, size: tuple[int, int]) -> Image:
    width, height = size
    scale = min(_WIDEST / width, _HIGHEST / height)
    return Image(io.BytesIO(logo), width * scale, height * scale, hAlign="LEFT")


def _table(lines: Sequence[tuple[str, str]]) -> Table:
    plain = style(10)
    rows = [[text_of_pdf(left, plain), text_of_pdf(right, plain)] for left, right in lines]
    look = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#cccccc")),
        ]
    )
    return Table(rows, colWidths=[_LEFT, _RIGHT], style=look, hAlign="LEFT")


def paper_parts(parts: Mapping[str, Sequence[tuple[str, str]]]) -> list[PaperPart]:
    """The parts that have something to say."""
    return [PaperPart(heading, lines) for heading, lines in parts.items() if lines]
