"""The sections of a plan's pages, what each of them shows, and on which page it stands.

A page includes some of them; one that is open fetches again those in which something has changed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from planner import clock, nouns
from planner.models import Plan
from planner.nouns.shown import is_counted, sections_of
from planner.nouns.tabs import TABS, Tab
from planner.queries.after_signature import stage_marks
from planner.queries.maturity.maturity import Stand
from planner.queries.plan import comments, counts, plan_page, what_now
from planner.views.maturity import rating_strip
from planner.views.web import may, me, periods
from planner.words.signature_words import STAGE_CODES, STAGE_GROUNDS


@dataclass(frozen=True, slots=True)
class PageSection:
    """A template with one root element, and the parts of the plan that it shows."""

    template: str
    parts: tuple[str, ...] = ()


WHAT_NOW, MATURITY, TAB_LIST, BESIDE = "what_now", "maturity", "tabs", "beside"
FACTS = "facts"
OF_STAND = frozenset({WHAT_NOW, MATURITY})
"""What follows from where the plan stands."""
FRAME = {
    BESIDE: PageSection("plan/plans/_beside.html"),
    FACTS: PageSection("plan/plans/_facts.html"),
    "sides": PageSection("plan/plans/_sides.html", ("members",)),
    MATURITY: PageSection("maturity/_strip.html"),
    TAB_LIST: PageSection("plan/plans/_tabs.html"),
}
"""What stands above the overview and above each tab."""
# The periods that somebody may read change with plans that this one's events know nothing of.
KEPT_FRAME = tuple(name for name in FRAME if name != BESIDE)
OVERVIEW = {
    WHAT_NOW: PageSection("plan/plans/_what_now.html", ("members",)),
    **{
        f"{noun.table}_glance": PageSection(noun.section.glance.template, (f"{noun.table}_glance",))
        for noun in nouns.NOUNS
        if noun.section and noun.section.glance
    },
}
_ABOVE = {Tab.GOALS: {"header": PageSection("plan/plans/_header.html", ("members",))}}
TAB_SECTIONS = {
    tab: {
        **_ABOVE.get(tab, {}),
        **{
            noun.table: PageSection(noun.section.template, (noun.table, *noun.section.also))
            for noun in nouns.NOUNS
            if noun.section and noun.section.tab is tab
        },
    }
    for tab in Tab
}
"""What each tab holds."""
WHOLE_PLAN = {name: section for tab in Tab for name, section in TAB_SECTIONS[tab].items()}
"""What all tabs hold together, as it is printed."""
SECTIONS = {**FRAME, **OVERVIEW, **WHOLE_PLAN}

# They change seldom, and much follows from them: who may do what, and what everything is called.
_IN_ALL = frozenset({"customers", "members", "plans"})
UNTOUCHED_TOP = frozenset(noun.table for noun in nouns.NOUNS) - _IN_ALL
"""The tables whose changes the top of the page shows nothing of."""
UNTOUCHED_BY = {
    name: frozenset(
        noun.table
        for noun in nouns.NOUNS
        if name not in sections_of(noun) and not (name == TAB_LIST and is_counted(noun))
    )
    - _IN_ALL
    for name in SECTIONS
}
"""By section, the tables whose changes it shows nothing of; all others make it anew."""
BY_VALUE = {
    WHAT_NOW: ("suggestions", "next_review", "review_due_on", "review_is_late", "members"),
    TAB_LIST: ("counts",),
}
"""Sections that read much and show little of it: as long as these are equal, they look the same."""


def untouched_by(name: str, stand: Stand | None) -> frozenset[str]:
    """The tables whose changes a section shows nothing of, of a plan that stands there."""
    if name != MATURITY:
        return UNTOUCHED_BY[name]
    return UNTOUCHED_BY[name] | (UNTOUCHED_TOP - rating_strip.read_for(stand))


_PARTS = {noun.table: noun.section.read for noun in nouns.NOUNS if noun.section} | {
    f"{noun.table}_glance": noun.section.glance.read
    for noun in nouns.NOUNS
    if noun.section and noun.section.glance
}
_COUNTED = [
    (noun.section.tab, noun.section.count)
    for noun in nouns.NOUNS
    if noun.section and noun.section.count is not None
]
_COUNTS = select(*(count for _tab, count in _COUNTED))


_HOLDS = {
    tab: " ".join(
        noun.name.replace("_", "-")
        for noun in nouns.NOUNS
        if noun.section and noun.section.tab is tab
    )
    for tab in Tab
}
"""What the ids of a tab's items begin with: an address that names one leads there."""


def context(
    page: plan_page.PlanPage, names: Iterable[str], stand_of: Callable[[], Stand | None]
) -> dict[str, object]:
    """What the templates of these sections need; nothing else is read."""
    plan, wanted = page.plan, set(names)
    parts = {part for name in wanted for part in SECTIONS[name].parts}
    found = {part: _PARTS[part](page) for part in parts}
    if BESIDE in wanted:
        found |= {"comments_on_plan": comments.on_plan(plan.id), "periods": periods()}
    if FACTS in wanted:
        of_stage = {"stage_codes": STAGE_CODES, "stage_grounds": STAGE_GROUNDS}
        found |= {"stage": stage_marks.mark_of(plan), **of_stage}
    if TAB_LIST in wanted:
        found |= {"tabs": TABS, "counts": _counts(plan), "holds": _HOLDS}
    if wanted.isdisjoint(OF_STAND):
        return found
    stand = stand_of()
    if WHAT_NOW in wanted:
        found |= _what_now(plan, page, stand)
    return found | {"strip": rating_strip.strip(stand)}


def _counts(plan: Plan) -> dict[Tab, int]:
    """How much there is to find in each tab."""
    numbers = counts.read_numbers(_COUNTS, plan)
    found = dict.fromkeys(Tab, 0)
    for (tab, _count), number in zip(_COUNTED, numbers, strict=True):
        found[tab] += number
    return found


def _what_now(plan: Plan, page: plan_page.PlanPage, stand: Stand | None) -> dict[str, object]:
    held = [one.code for one in stand.deciding if one.answer is None] if stand else []
    found = what_now.suggestions(page, plan, me(), may, clock.today(), held)
    review = next(iter(page.reviews.ahead), None)
    return {
        "suggestions": found,
        "next_review": review,
        "review_due_on": page.reviews.due_on,
        "review_is_late": page.reviews.is_due(clock.today()),
    }
