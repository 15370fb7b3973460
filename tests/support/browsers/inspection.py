"""A page as it stands in a browser, looked at in both schemes and on a phone."""

from typing import Literal

from playwright.sync_api import Page

from tests.support.browsers import axe
from tests.support.browsers.browser import DESKTOP

Look = tuple[Literal["light", "dark"], tuple[int, int]]
LIGHT_ON_A_DESK: Look = ("light", DESKTOP)
DARK_ON_A_PHONE: Look = ("dark", (360, 740))
# What is shown to people outside has no script, and goes by the style sheet alone.
IS_DRAWN_IN = """(scheme) =>
  !document.scripts.length || document.documentElement.dataset.bsTheme === scheme"""
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > room + 1);
  return `${document.documentElement.scrollWidth} px wide: ` +
    wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)).join(" | ");
}"""

# What a button is to change stands on the page, or the press ends in the console.
NOWHERE = """() => [...document.querySelectorAll("[data-hx-target^='#']")]
  .filter((element) => !document.querySelector(element.dataset.hxTarget))
  .map((element) => `no ${element.dataset.hxTarget} for ${element.outerHTML.slice(0, 120)}`)"""


def faults(page: Page, *looks: Look) -> list[str]:
    """What is wrong with the page as it stands, in these looks or in all of them."""
    headings = page.locator("h1").count()
    found = [] if headings == 1 else [f"{headings} h1"]
    for scheme, (width, height) in looks or (LIGHT_ON_A_DESK, DARK_ON_A_PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_DRAWN_IN, arg=scheme)
        found += [f"{scheme}, {width} px: {fault}" for fault in axe.violations(page)]
    if wide := page.evaluate(OVERFLOW):
        found.append(wide)
    found += page.evaluate(NOWHERE)
    return [f"{page.url}: {fault}" for fault in found]
