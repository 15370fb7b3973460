"""The strip of six ages on the customer's page, and its renewal after a change in place."""

import datetime
import re
from dataclasses import dataclass

from flask import Flask, render_template

from planner import clock
from planner.access import Permission
from planner.extensions import htmx
from planner.models import AgeNames, Plan
from planner.nouns.tabs import Tab
from planner.queries.maturity import evidence, maturity, maturity_of_day
from planner.rating import ORDER, Age, Thresholds
from planner.views.web.addresses import parts_of
from planner.views.web.current import may, plan_found
from planner.words import SYMPTOMS, age_about, age_name, gettext, seen

_PAGE_OF_PLAN = re.compile(rf"/(plans/\d+(/(whole|{'|'.join(Tab)}))?|customers/[^/]+)$")


@dataclass(frozen=True, slots=True)
class Strip:
    """`here` is None for a plan in no age; `state` says why."""

    ages: tuple[Age, ...]
    here: Age | None
    state: str | None
    deciding: tuple[maturity.HeldSymptom, ...]
    thresholds: Thresholds
    names: AgeNames

    @property
    def holding(self) -> maturity.HeldSymptom | None:
        """The one thing that holds the plan there: what nobody has answered comes first."""
        answered = [held for held in self.deciding if held.answer is not None]
        unanswered = [held for held in self.deciding if held.answer is None]
        return next(iter([*unanswered, *answered]), None)

    def place(self, age: Age) -> str:
        """Whether an age lies behind the plan, before it, or is where it stands."""
        if self.here is None:
            return "ahead"
        distance = ORDER.index(age) - ORDER.index(self.here)
        return "here" if distance == 0 else ("behind" if distance < 0 else "ahead")


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(seen=seen, SYMPTOMS=SYMPTOMS)
    app.jinja_env.filters.update(age_name=age_name, age_about=age_about)


def stand_of(plan: Plan) -> maturity.Stand | None:
    """Where the plan stands, as far as this person may see it."""
    if not may(Permission.SEE_RATING):
        return None
    return maturity.stand(plan.id, at_once=may(Permission.SEE_RATING_AT_ONCE))


def seen_until() -> datetime.date:
    """Ratings that may be seen from a later day on are not shown to this person."""
    if not may(Permission.SEE_RATING):
        return datetime.date.min
    return datetime.date.max if may(Permission.SEE_RATING_AT_ONCE) else clock.today()


def strip(stand: maturity.Stand | None) -> Strip | None:
    return None if stand is None else _strip(stand, stand.names)


def read_for(stand: maturity.Stand | None) -> frozenset[str]:
    """The tables that are read beside the stand: for the button against what holds the plan."""
    held = None if stand is None else _strip(stand, stand.names).holding
    return evidence.tables_of_evidence(held.evidence) | {"commitments"} if held else frozenset()


def of_picture(picture: maturity_of_day.MaturityOfDay, names: AgeNames) -> Strip:
    return _strip(picture, names)


def _strip(of: maturity.Stand | maturity_of_day.MaturityOfDay, names: AgeNames) -> Strip:
    if of.age in ORDER:
        return Strip(ORDER, of.age, None, of.deciding, of.thresholds, names)
    state = gettext("Not rated yet.") if of.age is None else _about(of.age)
    return Strip(ORDER, None, state, (), of.thresholds, names)


def _about(age: Age) -> str:
    return f"{age_name(age)}: {age_about(age)}"


def strip_beside() -> str:
    """The strip again, where a change is shown in place on the page of the plan found."""
    plan = plan_found()
    on_page = _PAGE_OF_PLAN.search(parts_of(htmx.current_url if htmx else None).path)
    found = strip(stand_of(plan)) if plan is not None and on_page else None
    if found is None:
        return ""
    return render_template("maturity/_strip.html", strip=found, plan=plan, out_of_band=True)
