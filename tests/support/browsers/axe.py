"""Checks pages for accessibility with axe."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.support.browsers.node import PACKAGES

# The size of targets is part of WCAG 2.2, but asked for only when one asks for it. What axe would
# load before it looks, style sheets and media, is for rules of sounds, of which no page has any.
OPTIONS = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}, preload: false}"
RUN = f"async () => window.axe ? (await axe.run(document, {OPTIONS})).violations : null"


@cache
def _source() -> str:
    return (PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def lay_ready(window: Page) -> None:
    """Let each page that is opened in this window find axe there, not what it frames: to hand it
    over to every one, as to those that are looked at alone, takes a seventh of the time."""
    window.context.add_init_script(f"if (window === top) {{ {_source()} }}")


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line for each place."""
    found: list[dict[str, Any]] | None = page.evaluate(RUN)
    if found is None:
        # Evaluated by the browser's own tools, which the page's security policy does not bind.
        page.evaluate(f"() => {{ {_source()} }}")
        found = page.evaluate(RUN)
    assert found is not None
    return [
        f"{violation['id']}: {violation['help']} at {' '.join(map(str, node['target']))}"
        f" {node['html'][:200]} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in found
        for node in violation["nodes"]
    ]
