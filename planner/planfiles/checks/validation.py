"""Checks a document against the schema and against the table of what must hold beyond it."""

from datetime import date
from itertools import pairwise
from typing import Any, TypeAlias

from planner.insights.lines import clean_line
from planner.planfiles.checks.items import problems_of_items
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.nouns import PEOPLE, PLAN_FILE_NOUNS, PlanFileNoun
from planner.planfiles.checks.places import FoundItems, found_at, objects_at
from planner.planfiles.checks.problems import FilePlace, Report, pointer_to, quoted
from planner.planfiles.schema import check_schema, is_day

_Item: TypeAlias = dict[str, Any]


def check_plan_file(document: _Item, report: Report) -> None:
    """Report all that is wrong. Of an item of a wrong shape, what can be read is checked."""
    check_schema(document, report)
    _Check(document, report).run()


class _Check:
    """The rules of the table, for one document. What is reported already is not said twice."""

    def __init__(self, document: _Item, report: Report) -> None:
        self.document = document
        self.report = report
        self.spoilt = frozenset(report.places)
        self.keys: dict[str, dict[str, FilePlace]] = {}

    def run(self) -> None:
        items = {noun.place: self._items(noun) for noun in PLAN_FILE_NOUNS}
        for noun in PLAN_FILE_NOUNS:
            if noun.keyed:
                self._gather_keys(noun.place.removesuffix("/*"), items[noun.place])
        for noun in PLAN_FILE_NOUNS:
            for place, item in items[noun.place]:
                self._texts(noun, place, item)
                self._references(noun, place, item)
                self._order(noun, place, item)
                self._period(noun, place, item)
                self._needed(noun, place, item)
        for place, activity in items["/plan/activities/*"]:
            self._open_or_assigned(place, activity)
        for broken in problems_of_items(self.document):
            self._add(broken.place, broken.rule, **broken.values)

    def _items(self, noun: PlanFileNoun) -> FoundItems:
        return objects_at(self.document, noun.place)

    def _gather_keys(self, pointer: str, items: FoundItems) -> None:
        """Note where each key stands, unless the list is none or the people are missing.

        A key is unique within its list, of which each item of another one may have its own.
        """
        shape = [type(value) for _, value in found_at(self.document, pointer)]
        if "*" not in pointer and shape != [list] and (shape or pointer == PEOPLE):
            return
        keys: dict[tuple[FilePlace, str], FilePlace] = {}
        for place, item in items:
            key = item.get("key")
            if not isinstance(key, str):
                continue
            if (first := keys.setdefault((place[:-1], key), place)) is not place:
                at = (*place, "key")
                self._add(at, Rule.KEY_REPEATED, key=quoted(key), first=pointer_to(first))
        self.keys[pointer] = {key: place for (_, key), place in keys.items()}

    def _texts(self, noun: PlanFileNoun, place: FilePlace, item: _Item) -> None:
        """Clean what stands on one line; what then says nothing is refused, or as if left out."""
        asked = {*noun.lines, *noun.filled}
        texts = {name: text for name, text in item.items() if name in asked and type(text) is str}
        for name, text in texts.items():
            cleaned = clean_line(text)
            if not cleaned and name in noun.filled:
                self._add((*place, name), Rule.EMPTY_TEXT)
            elif not cleaned:
                del item[name]
            elif name in noun.lines:
                item[name] = cleaned

    def _references(self, noun: PlanFileNoun, place: FilePlace, item: _Item) -> None:
        for name, target in noun.refers.items():
            value = item.get(name)
            known = self.keys.get(target)
            if value is None or known is None:
                continue
            if isinstance(value, list):
                for index, key in enumerate(value):
                    self._reference((*place, name, index), key, known, target)
            else:
                self._reference((*place, name), value, known, target)

    def _reference(
        self, place: FilePlace, key: Any, known: dict[str, FilePlace], target: str
    ) -> None:
        if isinstance(key, str) and key not in known:
            self._add(place, Rule.NOBODY_HAS_KEY, key=quoted(key), list=target)

    def _order(self, noun: PlanFileNoun, place: FilePlace, item: _Item) -> None:
        for order in noun.orders:
            days = [name for name in order if is_day(item.get(name))]
            for earlier, later in pairwise(days):
                if item[later] < item[earlier]:
                    self._dates(Rule.BEFORE, place, item, earlier, later)

    def _period(self, noun: PlanFileNoun, place: FilePlace, item: _Item) -> None:
        starts, ends = item.get("starts_on"), item.get("ends_on")
        if noun.period and is_day(starts) and is_day(ends) and starts >= ends:
            self._dates(Rule.NOT_AFTER, place, item, "starts_on", "ends_on")

    def _dates(self, rule: Rule, place: FilePlace, item: _Item, earlier: str, later: str) -> None:
        said = {"earlier": earlier, "later": later}
        days = {f"{which}_day": date.fromisoformat(item[name]) for which, name in said.items()}
        self._add((*place, later), rule, **said, **days)

    def _needed(self, noun: PlanFileNoun, place: FilePlace, item: _Item) -> None:
        if noun.needed is None:
            return
        name, key, values = noun.needed
        value = item.get(key)
        if isinstance(value, str) and value in values and name not in item:
            self.report.add(place, Rule.NEEDED, name=name, key=key, value=value)

    def _open_or_assigned(self, place: FilePlace, activity: _Item) -> None:
        status, assigned = activity.get("status"), "assignee" in activity
        if status == "open" and assigned:
            self._add((*place, "assignee"), Rule.OPEN_BUT_ASSIGNED)
        elif status in ("planned", "done") and not assigned:
            self._add((*place, "status"), Rule.UNASSIGNED_BUT_NOT_OPEN, status=status)

    def _add(self, place: FilePlace, rule: Rule, **values: object) -> None:
        if place not in self.spoilt:
            self.report.add(place, rule, **values)
