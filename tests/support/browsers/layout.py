"""What a page cuts off, squeezes, or lays over each other, on a phone, a tablet and a desk."""

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)
HEIGHT = 900
MEASURE = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")


# Charts hear of another width in the frame after it.
DRAWN_ANEW = """() => document.querySelector(".chart") &&
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"""


def faults(page: Page, widths: Iterable[int] = WIDTHS) -> list[str]:
    """A line for each place, also in what can be opened; the page keeps the last width."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate(DRAWN_ANEW)
        found += [f"{page.url}: {width} px: {fault}" for fault in page.evaluate(MEASURE)]
    return found
