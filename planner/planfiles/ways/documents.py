"""The plan files that a way speaks of: with all its steps, and with all but one.

What differs between the facts before and after the steps is written into the document. The rest
of it stays as it is, also what is dated later.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, TypeVar

from planner.planfiles.checks.parsing import Document
from planner.planfiles.facts import facts_from, potential_from
from planner.planfiles.ways import parts
from planner.rating import Facts
from planner.rating.way import Way, WayStep, facts_after

_Fact = TypeVar("_Fact")


def documents(
    document: Mapping[str, Any], way: Way | None, as_of: date
) -> Iterator[tuple[str, Document]]:
    """`all` with the plan file after all steps, `without-0` with that after all but the first, and
    so on; nothing where there are no steps. The document itself is not changed."""
    steps = () if way is None else way.steps
    if steps:
        yield "all", _after(document, steps, as_of)
    for index in range(len(steps)):
        fewer = steps[:index] + steps[index + 1 :]
        yield f"without-{index}", _after(document, fewer, as_of)


def _after(document: Mapping[str, Any], steps: tuple[WayStep, ...], as_of: date) -> Document:
    facts = facts_from(document)
    before, after = facts_after(facts, (), as_of), facts_after(facts, steps, as_of)
    written = deepcopy(dict(document))
    _join(written, before, after)
    _screen(written, before, after)
    plan: Document = written["plan"]
    for name, part_of in parts.KEYED_PARTS.items():
        old, new = getattr(before, name), getattr(after, name)
        known = {fact.key for fact in old}
        for fact in _new(old, new):
            _put(plan.setdefault(name, []), fact.key, part_of(fact), is_known=fact.key in known)
    _say(plan, before, after)
    if held := after.reviews[len(before.reviews) :]:
        plan["reviews"] = [*plan.get("reviews", ()), *map(parts.review_part, held)]
    return written


def _new(before: Iterable[_Fact], after: Iterable[_Fact]) -> list[_Fact]:
    """What is there after and was not, or not like this, before."""
    known = set(before)
    return [fact for fact in after if fact not in known]


def _put(items: list[Document], key: str, part: Document, *, is_known: bool) -> None:
    """Change the item of that key in what steps change, or add it.

    An item of later that has the key of a new one gives way to it.
    """
    for index, item in enumerate(items):
        if item["key"] == key:
            items[index] = parts.changed_part(item, part) if is_known else part
            return
    items.append(part)


def _join(document: Document, before: Facts, after: Facts) -> None:
    """Whoever joins today joins once: a membership that begins later gives way to this one."""
    plan, known = document["plan"], {person["key"] for person in document["people"]}
    for member in _new(before.members, after.members):
        new = [person for person in after.people if person.key == member.person not in known]
        document["people"] += map(parts.person_part, new)
        day = member.joined_on.isoformat()
        others = [
            part
            for part in plan["members"]
            if part["person"] != member.person or part["joined_on"] <= day
        ]
        plan["members"] = [*others, parts.member_part(member)]


def _screen(document: Document, before: Facts, after: Facts) -> None:
    """What was last known of the field, or is only known later, is put again as it is today."""
    items: list[Document] = document.get("potentials", [])
    gone = set(_new(after.potentials, before.potentials))
    for potential in _new(before.potentials, after.potentials):
        day = potential.screened_on.isoformat()
        same = [item for item in items if item["field"] == potential.field]
        later = (item for item in same if item["screened_on"] > day)
        last = next((item for item in same if potential_from(item) in gone), next(later, None))
        part = parts.potential_part(potential)
        if last is None:
            document["potentials"] = [*items, part]
        else:
            last.update(part)


def _say(plan: Document, before: Facts, after: Facts) -> None:
    """An entry keeps its place; new ones come last, in a new conversation if there was none."""
    old = {talk.key: talk.entries for talk in before.conversations}
    for talk in _new(before.conversations, after.conversations):
        entries = _entries_of(talk.key, plan.setdefault("conversations", []))
        places = {entry.index for entry in old.get(talk.key, ())}
        for entry in _new(old.get(talk.key, ()), talk.entries):
            if entry.index in places:
                entries[entry.index]["next_step"] = entry.next_step
            else:
                entries.append(parts.entry_part(entry))


def _entries_of(key: str, talks: list[Document]) -> list[Document]:
    """Those of the conversation of that key, which is added if it is not there."""
    for talk in talks:
        if talk["key"] == key:
            entries: list[Document] = talk.setdefault("entries", [])
            return entries
    talks.append(parts.conversation_part(key))
    return _entries_of(key, talks)
