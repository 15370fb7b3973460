"""A page as it stands in a browser, looked at in both schemes and on a phone."""

from functools import cache
from typing import Literal

from playwright.sync_api import Page

from tests.support.browsers import axe, layout
from tests.support.browsers.browser import DESKTOP
from tests.support.browsers.layout import DESK, PHONE, Size
from tools import used_styles
from tools.build_frontend import ROOT

Look = tuple[Literal["light", "dark"], Size]
LIGHT_ON_A_DESK: Look = ("light", DESK)
DARK_ON_A_PHONE: Look = ("dark", PHONE)
_USUAL: tuple[Look, ...] = (("light", DESKTOP), DARK_ON_A_PHONE)
# What is shown to people outside has no script, and goes by the style sheet alone.
_IS_DRAWN_IN = """(scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches &&
  (!document.scripts.length || document.documentElement.dataset.bsTheme === scheme)"""
# One heading; nothing wider than the window; and what a button is to change stands on the page, or
# the press ends in the console.
_STANDS = """() => {
  const say = (element) => element.outerHTML.slice(0, 120);
  const found = [];
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) found.push(`${headings} h1`);
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) {
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > room + 1).slice(0, 5).map(say);
    found.push(`${document.documentElement.scrollWidth} px wide: ${wide.join(" | ")}`);
  }
  for (const element of document.querySelectorAll("[data-hx-target^='#']")) {
    const target = element.dataset.hxTarget;
    if (!document.querySelector(target)) found.push(`no ${target} for ${say(element)}`);
  }
  return found;
}"""
# Also those that a script has given.
_CLASSES = """() => [...new Set([...document.querySelectorAll("[class]")].flatMap(
  (element) => [...element.classList]))]"""


@cache
def _left_out() -> set[str]:
    """The classes whose rules are not in the style sheet that is built."""
    named = used_styles.named_in(ROOT)
    return {each for each in used_styles.classes_in(used_styles.whole()) if not named.has(each)}


def faults(page: Page, *looks: Look) -> list[str]:
    """What is wrong with the page as it stands, in these looks or in all of them."""
    found = []
    for scheme, size in looks or _USUAL:
        layout.resize(page, size)
        if not page.evaluate(_IS_DRAWN_IN, scheme):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(_IS_DRAWN_IN, arg=scheme)
        found += [f"{scheme}, {size[0]} px: {fault}" for fault in axe.violations(page)]
    found += page.evaluate(_STANDS)
    found += [f"no rules for .{each}" for each in _left_out() & set(page.evaluate(_CLASSES))]
    return [f"{page.url}: {fault}" for fault in found]


def faults_at_all_sizes(page: Page, look: Look) -> list[str]:
    """The same in one look, and what does not fit at its size and at the others.

    From one size to the next, beginning with that which the page before was left at: to lay out a
    page anew takes as long as to look at it.
    """
    at = page.viewport_size
    sizes = layout.SIZES[::-1] if at and (at["width"], at["height"]) == DESK else layout.SIZES
    found = []
    for size in sizes:
        found += layout.faults(page, [size])
        if size == look[1]:
            found += faults(page, look)
    return found
