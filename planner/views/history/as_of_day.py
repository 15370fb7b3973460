"""A plan as it was at the end of a day that is over, to be read only."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, render_template, request
from sqlalchemy import select

from planner import clock, nouns
from planner.actions.history import event_names, item_lists
from planner.forms.web.as_of_day import PastDayForm
from planner.models import Base, Field, Person, Plan
from planner.models.item_lists import content_columns
from planner.queries.history import as_of_day
from planner.views.history.changes_in_words import Told, told_values
from planner.views.web import Permission, Reply, db, exact_day, find_plan, gettext

bp = Blueprint("as_of_day", __name__)
# What stands in the heading, or only orders items.
_UNSAID = frozenset({"key", "position", "conversation", "evidence"})
_HEADINGS = ("title", "name", "topic", "text", "label")


@bp.get("/plans/<int:plan_id>/as-of")
def show(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    form = PastDayForm(request.args)
    if "day" not in request.args:
        return render_template("history/as_of_day/show.html", plan=plan, form=form, day=None)
    day = _day(plan, form)
    if day is None:
        return render_template("history/as_of_day/show.html", plan=plan, form=form, day=None), 422
    then = _sections_of(as_of_day.as_of(plan, day, [noun.model for noun in nouns.AS_OF_DAY]))
    return render_template(
        "history/as_of_day/show.html", plan=plan, form=form, day=day, sections=then
    )


def _day(plan: Plan, form: PastDayForm) -> datetime.date | None:
    """The day that is asked for; None with the reason at the field."""
    if not form.validate() or form.day.data is None:
        return None
    day, made = form.day.data, as_of_day.made_on(plan)
    if day > clock.today():
        form.day.errors = [gettext("This day has not come yet. Choose one up to today.")]
        return None
    if day < made:
        message = gettext(
            "The plan was written down on %(day)s. Choose that day or a later one.",
            day=exact_day(made),
        )
        form.day.errors = [message]
        return None
    return day


@dataclass(frozen=True, slots=True)
class PastItem:
    table: str
    id: int
    heading: str
    facts: list[Told]
    children: list["PastItem"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PastSection:
    table: str
    name: str
    items: list[PastItem]


class _Sections:
    def __init__(self, items: as_of_day.Items) -> None:
        self.items = items
        self.names = {"people": _names(Person), "fields": _names(Field)}

    def of(self, table: str) -> PastSection:
        return PastSection(
            table, str(nouns.OF_TABLE[table].many), self._all(table, self.items.get(table, {}))
        )

    def _all(self, table: str, found: Mapping[int, as_of_day.Item]) -> list[PastItem]:
        in_order = sorted(found.items(), key=lambda each: (each[1].get("position", 0), each[0]))
        return [self._item(table, identity, item) for identity, item in in_order]

    def _item(self, table: str, identity: int, item: as_of_day.Item) -> PastItem:
        said = {name: self._named(table, name, value) for name, value in item.items()}
        heading = next((name for name in (*_HEADINGS, *_references(said)) if name in said), "")
        value = said.get(heading, "")
        facts = told_values(
            table,
            {n: v for n, v in said.items() if n not in _UNSAID and n != heading},
        )
        shown = str(value.get("name", "") if isinstance(value, dict) else value)
        return PastItem(table, identity, shown, facts, self._children(table, identity))

    def _children(self, table: str, identity: int) -> list[PastItem]:
        parent = nouns.OF_TABLE[table].name
        children = []
        for part in (
            noun.table for noun in nouns.AS_OF_DAY if noun.part_of is nouns.OF_TABLE[table]
        ):
            of_this = {
                i: {name: value for name, value in item.items() if name != parent}
                for i, item in self.items.get(part, {}).items()
                if _id_of(item.get(parent)) == identity
            }
            children += self._all(part, of_this)
        return children

    def _named(self, table: str, name: str, value: object) -> object:
        """With the names that people and things had then."""
        if isinstance(value, list):
            return [self._named(table, name, each) for each in value]
        if not isinstance(value, dict) or "id" not in value:
            return value
        target = _target(table, name)
        known = self.names.get(target, {}).get(value["id"]) or _heading(
            self.items.get(target, {}).get(value["id"], {})
        )
        return {"id": value["id"], "name": known or value.get("name", "")}


def _sections_of(items: as_of_day.Items) -> list[PastSection]:
    """Everything that there was, in the order of the plan's page."""
    telling = _Sections(items)
    tables = [noun.table for noun in nouns.AS_OF_DAY if noun.part_of is None]
    return [section for section in map(telling.of, tables) if section.items]


def _target(table: str, name: str) -> str:
    """The table of what a column, or a list, refers to under this name."""
    of = Base.metadata.tables[table]
    in_list = item_lists.named(of, name)
    column = event_names.column_of(of, name) if in_list is None else content_columns(in_list)[0]
    return "" if column is None else next(iter(column.foreign_keys)).column.table.name


def _references(said: as_of_day.Item) -> list[str]:
    return [name for name, value in said.items() if isinstance(value, dict)]


def _names(model: type[Person] | type[Field]) -> dict[int, str]:
    found = db.session.execute(select(model.id, model.name))
    return {row.id: row.name for row in found}


def _heading(item: as_of_day.Item) -> str:
    return next((str(item[name]) for name in _HEADINGS if item.get(name)), "")


def _id_of(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value
