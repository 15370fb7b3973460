"""The sections of a plan's page, what each of them shows, and where.

The page includes all of them; a page that is open fetches again those in which something has
changed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from planner import clock, nouns
from planner.models import Plan
from planner.queries.maturity import evidence
from planner.queries.maturity.maturity import HeldSymptom, Stand
from planner.queries.plan import comments, plan_page, what_now
from planner.views.maturity import rating_strip
from planner.views.maturity.remedies import Case, Remedy, remedies
from planner.views.web import Permission, may, me, periods, stood


@dataclass(frozen=True, slots=True)
class PageSection:
    """A template with one root element, and the parts of the plan that it shows."""

    template: str
    parts: tuple[str, ...] = ()
    column: str = "whole"


def _of_nouns(*, in_contents: bool) -> dict[str, PageSection]:
    return {
        noun.table: PageSection(
            noun.section.template, (noun.table, *noun.section.also), noun.section.column
        )
        for noun in nouns.NOUNS
        if noun.section and noun.section.is_in_contents is in_contents
    }


WHAT_NOW, MATURITY, CONTENTS, BESIDE = "what_now", "maturity", "contents", "beside"
# In the order of the page.
SECTIONS: dict[str, PageSection] = {
    BESIDE: PageSection("plan/plans/_beside.html"),
    "header": PageSection("plan/plans/_header.html", ("members",)),
    **_of_nouns(in_contents=False),
    WHAT_NOW: PageSection("plan/customers/_what_now.html"),
    MATURITY: PageSection("maturity/_strip.html"),
    CONTENTS: PageSection("plan/customers/_contents.html", tuple(_of_nouns(in_contents=True))),
    **_of_nouns(in_contents=True),
}


_PARTS = {noun.table: noun.section.read for noun in nouns.NOUNS if noun.section}
# The periods that somebody may read change with plans that this one's events know nothing of.
KEPT = tuple(name for name in SECTIONS if name != BESIDE)
"""The sections that need not be made anew while no event says that they have changed."""
COLUMNS = {
    column: [SECTIONS[name].template for name in KEPT if SECTIONS[name].column == column]
    for column in ("whole", "first", "second")
}
"""The templates of these by their places on the page."""


def context(
    plan: Plan, names: Iterable[str], stand_of: Callable[[], Stand | None]
) -> dict[str, object]:
    """What the templates of these sections need; nothing else is read."""
    wanted = set(names)
    page = plan_page.PlanPage(plan, me())
    parts = {part for name in wanted for part in SECTIONS[name].parts}
    found = {part: _PARTS[part](page) for part in parts}
    if BESIDE in wanted:
        found |= {"comments_on_plan": comments.on_plan(plan.id), "periods": periods()}
    if CONTENTS in wanted:
        found["contents"] = _contents(found)
    if wanted.isdisjoint({WHAT_NOW, MATURITY}):
        return found
    stand = stand_of()
    if WHAT_NOW in wanted:
        found |= _what_now(plan, page, stand)
    return found | {"strip": rating_strip.strip(stand)}


def _contents(found: Mapping[str, object]) -> list[tuple[str, str, int]]:
    """The sections in which there is something to find, with how much that is."""
    return [
        (noun.table, noun.section.heading, noun.section.count(found[noun.table]))
        for noun in nouns.NOUNS
        if noun.section and noun.section.heading
    ]


def _what_now(plan: Plan, page: plan_page.PlanPage, stand: Stand | None) -> dict[str, object]:
    held = [one for one in stand.deciding if one.answer is None] if stand else []
    codes = [one.code for one in held]
    found = what_now.suggestions(page, plan, me(), may, clock.today(), codes)
    wanted = {one.name for one in found if one.step is what_now.NextStep.MEND}
    return {
        "suggestions": found,
        "remedies": {one.code: _remedies(page, one) for one in held if one.code in wanted},
    }


def _remedies(page: plan_page.PlanPage, held: HeldSymptom) -> list[Remedy]:
    """What mends a symptom, with the very items that it rests on."""
    there = evidence.items(page.plan, held.evidence)
    items = [there[name] for name in held.evidence if name in there]
    side = me().side if may(Permission.SIGN) else None
    unsigned = {g.id: g.goal.target for g in page.goals if side and not g.signed_by(side)}
    return remedies(held.code, Case(page.plan, me(), stood(), items, unsigned))
