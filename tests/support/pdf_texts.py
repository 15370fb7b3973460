"""What can be read in a PDF: its pages, and what stands beside them."""

import io

from pypdf import PdfReader


def text_of(data: bytes) -> str:
    """All pages, with single spaces."""
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def everything_in(data: bytes) -> str:
    """The text without spaces, so that no break hides a word, and all that describes the file."""
    read = PdfReader(io.BytesIO(data))
    beside = [str(read.metadata), str(read.xmp_metadata), str(read.attachments), str(read.outline)]
    links = [str(page.get("/Annots")) for page in read.pages]
    return "".join(text_of(data).split()) + " ".join(beside + links)


def pages_of(data: bytes) -> int:
    return len(PdfReader(io.BytesIO(data)).pages)
