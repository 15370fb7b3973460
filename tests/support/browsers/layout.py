"""What a page cuts off, squeezes, or lays over each other, on a phone, a tablet and a desk."""

from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)
HEIGHT = 900
MEASURE = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """A line for each place, also in what can be opened."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{page.url}: {width} px: {fault}" for fault in page.evaluate(MEASURE)]
    return found
