"""What a page cuts off, squeezes, or lays over each other, on a phone, a tablet and a desk."""

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

Size = tuple[int, int]
PHONE, TABLET, DESK = (360, 740), (768, 900), (1440, 900)
SIZES = (PHONE, TABLET, DESK)
_MEASURE = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")
# Charts hear of another width in the frame after it.
_MEASURE_DRAWN = f"""async () => {{
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  if (document.querySelector(".chart")) await frame().then(frame);
  return ({_MEASURE})();
}}"""


def resize(page: Page, size: Size) -> None:
    """Make the window as large as that; to be told what it is already would lay it out anew."""
    width, height = size
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})


def faults(page: Page, sizes: Iterable[Size] = SIZES) -> list[str]:
    """A line for each place, also in what can be opened; the page keeps the last size."""
    found = []
    for size in sizes:
        resize(page, size)
        found += [f"{page.url}: {size[0]} px: {fault}" for fault in page.evaluate(_MEASURE_DRAWN)]
    return found
