"""A page of a plan: the frame that all of them have, and the sections that this one is made of.

The whole page is kept until an event of the customer says that it is no longer so; and each section
until one of what it shows does. What the reader's browser sends back is put in each time.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from flask import render_template, request
from markupsafe import Markup

from planner.models import Plan
from planner.nouns.tabs import Tab
from planner.queries.history.visits import Reading
from planner.queries.maturity.maturity import Stand
from planner.queries.plan.plan_page import PlanPage
from planner.views.history import events
from planner.views.maturity import rating_strip
from planner.views.plan import pages_read_again, plan_sections
from planner.views.web import cache, me, periods

_Part = TypeVar("_Part")


def show(
    plan: Plan,
    template: str,
    names: Iterable[str],
    *,
    tab: Tab | None = None,
    tab_name: str = "",
) -> str:
    """The page that shows these sections below the frame."""
    # First how far the events go, so that what comes while the page is made is told to it later.
    reading = pages_read_again.reading_of(plan)

    def made(position: object, read: object) -> str:
        # The passing of days leaves no event, so where the plan stands is asked for each time.
        sections = _Sections(plan, reading, rating_strip.stand_of(plan), tab)
        parts = {name: sections.html(name) for name in (*plan_sections.KEPT_FRAME, *names)}
        facts = parts[plan_sections.FACTS]
        parts["top"] = _top(plan, reading, tab, facts, position)
        return render_template(
            template,
            customer=plan.customer,
            plan=plan,
            tab=tab,
            tab_name=tab_name,
            made=parts,
            below=Markup().join(parts[name] for name in names),
            read=read,
            since=reading.since,
            news_in_words=events.news_in_words,
        )

    return pages_read_again.page(plan, reading, made)


def _at_top(reading: Reading) -> Hashable:
    there = tuple((one.id, one.starts_on, one.ends_on, one.status) for one in periods())
    return (request.endpoint, reading.since.comments, reading.followed, there)


def _top(plan: Plan, reading: Reading, tab: Tab | None, facts: Markup, position: object) -> Markup:
    def made(place: object) -> str:
        return render_template(
            "plan/plans/_top.html",
            customer=plan.customer,
            plan=plan,
            live_plan=plan,
            tab=tab,
            facts=facts,
            position=place,
            comments_on_plan=reading.since.comments,
            periods=periods(),
            followed=reading.followed,
        )

    kept = cache.depending_on(reading.state.without(plan_sections.UNTOUCHED_TOP))
    return kept.html("top", (plan.id, tab, facts, _at_top(reading)), made, (position,))


class _Sections:
    def __init__(self, plan: Plan, reading: Reading, stand: Stand | None, tab: Tab | None) -> None:
        self._page = PlanPage(plan, me(), self._part)
        self._state, self._stand, self._tab = reading.state, stand, tab
        self._kept = cache.depending_on(())

    def html(self, name: str) -> Markup:
        state = self._state.without(plan_sections.untouched_by(name, self._stand))
        shown = self._shown(name)
        plan_id = self._page.plan.id
        return self._kept.on(state).html(
            name, (plan_id, *shown.values()), partial(self._made, name, shown)
        )

    def _shown(self, name: str) -> Mapping[str, Stand | Tab | None]:
        """What a section shows that is no part of the plan."""
        if name in plan_sections.OF_STAND:
            return {"stand": self._stand}
        return {"tab": self._tab} if name == plan_sections.TAB_LIST else {}

    def _made(self, name: str, shown: Mapping[str, Stand | Tab | None]) -> str:
        context = plan_sections.context(self._page, [name], lambda: self._stand)
        make = partial(
            render_template,
            plan_sections.SECTIONS[name].template,
            customer=self._page.plan.customer,
            plan=self._page.plan,
            tab=shown.get("tab"),
            **context,
        )
        if name not in plan_sections.BY_VALUE:
            return make()
        values = repr([context[value] for value in plan_sections.BY_VALUE[name]])
        kept = self._kept.on(self._state.without(plan_sections.UNTOUCHED_TOP))
        return kept.html(f"{name} by value", (self._page.plan.id, shown.get("tab"), values), make)

    def _part(self, table: str, make: Callable[[], _Part]) -> _Part:
        """What several sections show, kept until an event of what the first of them shows."""
        state = self._state.without(plan_sections.UNTOUCHED_BY[table])
        return self._kept.on(state).answer("part of a plan", (self._page.plan.id, table), make)
