"""The sections of a plan's page, and what each of them shows.

The page includes all of them; a page that is open fetches again those in which something has
changed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from planner import clock
from planner.models import Plan
from planner.queries import comments
from planner.queries.maturity import Stand
from planner.queries.plan_page import PlanPage
from planner.queries.what_now import suggestions
from planner.views import rating_strip
from planner.views.current import may, me, periods
from planner.views.remedies import Case, remedies

_LISTS = (
    *("goals", "deals", "activities", "conversations"),
    *("ideas", "questions", "reviews", "potentials", "contacts"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A template with one root element, and the parts of the plan that it shows."""

    template: str
    parts: tuple[str, ...] = ()


WHAT_NOW, MATURITY, BESIDE = "what_now", "maturity", "beside"
# In the order of the page.
SECTIONS: dict[str, Section] = {
    BESIDE: Section("plans/_beside.html"),
    "header": Section("plans/_header.html", ("members",)),
    "members": Section("members/_list.html", ("members",)),
    "requests": Section("requests/_list.html", ("requests",)),
    WHAT_NOW: Section("customers/_what_now.html"),
    MATURITY: Section("maturity/_strip.html"),
    "contents": Section("customers/_contents.html", _LISTS),
    **{name: Section(f"{name}/_list.html", (name,)) for name in _LISTS},
    "potentials": Section("potentials/_list.html", ("potentials", "members")),
}


# The periods that somebody may read change with plans that this one's events know nothing of.
KEPT = tuple(name for name in SECTIONS if name != BESIDE)
"""The sections that need not be made anew while no event says that they have changed."""


def context(
    plan: Plan, names: Iterable[str], stand_of: Callable[[], Stand | None]
) -> dict[str, Any]:
    """What the templates of these sections need; nothing else is read."""
    wanted = set(names)
    page = PlanPage(plan, me())
    found = page.parts({part for name in wanted for part in SECTIONS[name].parts})
    if BESIDE in wanted:
        found |= {"comments_on_plan": comments.on_plan(plan.id), "periods": periods()}
    if wanted.isdisjoint({WHAT_NOW, MATURITY}):
        return found
    stand = stand_of()
    if WHAT_NOW in wanted:
        found |= _what_now(plan, page, stand)
    return found | {"strip": rating_strip.strip(stand)}


def _what_now(plan: Plan, page: PlanPage, stand: Stand | None) -> dict[str, Any]:
    open_codes = [held.code for held in stand.deciding if held.answer is None] if stand else []
    return {
        "suggestions": suggestions(page, plan, me(), may, clock.today(), open_codes),
        "remedies": {code: remedies(code, Case(plan, me())) for code in open_codes},
    }
