"""PDF files: letters for every name, pages that know how many they are, nothing that leaks.

The words that stand in the file are given by the caller; ReportLab reads texts as markup, so they
are escaped here and nowhere else.
"""

import io
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from planner import places

PLAIN, BOLD = "DejaVu", "DejaVu-Bold"
UNKNOWN = "□"
"""Stands for a sign that the letters of the file do not have."""
MARGIN = 14 * mm
_FILES = {PLAIN: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
_SMALL = 7
_BLANKS = "\n\u00a0\u202f"  # the latter keep an amount and its currency on one line


def style(size: float, *, font: str = PLAIN, **more: Any) -> ParagraphStyle:
    """How a text looks; long words are broken, so that nothing leaves its column."""
    _load_fonts()
    name = f"{font}-{size}-{sorted(more.items())}"
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.3,
        alignment=TA_LEFT,
        splitLongWords=1,
        **more,
    )


def text_of_pdf(said: str, of: ParagraphStyle) -> Paragraph:
    """A text as it stands, with its line breaks."""
    return Paragraph(escape(_printable(said)).replace("\n", "<br/>"), of)


def unknown_signs(said: str) -> str:
    """Each sign once, in order, that stands in a file as UNKNOWN."""
    return "".join(dict.fromkeys(sign for sign in _readable(said) if not _is_known(sign)))


def _printable(said: str) -> str:
    return "".join(sign if _is_known(sign) else UNKNOWN for sign in _readable(said))


def _readable(said: str) -> Iterator[str]:
    """Without signs that no printer has, which would stand there as boxes or move the line."""
    return (sign for sign in said if sign.isprintable() or sign in _BLANKS)


def _is_known(sign: str) -> bool:
    return sign in _BLANKS or ord(sign) in _known()


@cache
def _known() -> Set[int]:
    """The signs that both fonts have."""
    _load_fonts()
    return set.intersection(*(set(_letters(font)) for font in _FILES))


def _letters(font: str) -> Mapping[int, int]:
    of_font: Any = pdfmetrics.getFont(font)  # the types of the library do not know TTFont's face
    letters: Mapping[int, int] = of_font.face.charToGlyph
    return letters


def pdf(
    title: str,
    story: Sequence[Flowable],
    *,
    footer: str,
    pages: str,
    language: str,
    lies: bool = False,
) -> bytes:
    """The file. `footer` stands at the foot of each page, and `pages` with its `%(page)s` and
    `%(pages)s` filled in. `lies` turns the paper on its long side."""
    _load_fonts()
    file = io.BytesIO()
    size = landscape(A4) if lies else A4
    document = SimpleDocTemplate(
        file,
        pagesize=size,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 6 * mm,
        title=_printable(title),
        author="",
        subject="",
        creator="",
        producer="",
        lang=language,
    )
    footed = partial(_NumberedCanvas, footer=_printable(footer), pages=pages)
    document.build(list(story), canvasmaker=footed)
    return file.getvalue()


class _NumberedCanvas(Canvas):
    """Writes the foot of the pages at the end, when it is known how many they are."""

    def __init__(self, *arguments: Any, footer: str, pages: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._footer, self._counting = footer, pages
        self._kept: list[dict[str, Any]] = []

    @property
    def _canvas(self) -> Any:
        """Itself, for what the types of the library do not know."""
        return self

    def showPage(self) -> None:  # noqa: N802 - the name is the library's
        self._kept.append(dict(self.__dict__))
        self._canvas._startPage()  # noqa: SLF001 - what the library's own `showPage` ends with

    def save(self) -> None:
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._write_foot(number, len(self._kept))
            super().showPage()
        super().save()

    def _write_foot(self, number: int, all_of_them: int) -> None:
        width, foot = self._canvas._pagesize[0], MARGIN  # noqa: SLF001 - its own class's
        self.setFont(PLAIN, _SMALL)
        self.drawString(MARGIN, foot, self._footer)
        said = self._counting % {"page": number, "pages": all_of_them}
        self.drawRightString(width - MARGIN, foot, said)


@cache
def _load_fonts() -> None:
    for name, file in _FILES.items():
        path = places.STATIC / "vendor" / "fonts" / file
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
