"""Brings one item in, as a plan file brings in its own hand: judged by the same table, checked by
the same rules. What a plan file would leave out is refused here, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planner import access
from planner.api.checking import raise_at
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.database import db
from planner.models import Person
from planner.planfiles import exporting, stored
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import FilePlace, Report
from planner.planfiles.checks.validation import check_plan_file
from planner.planfiles.edits import Edit
from planner.planfiles.hands.left_out import LeftOut, LeftOutReason
from planner.planfiles.hands.own_hand import OwnHand
from planner.planfiles.importing import write_draft
from planner.planfiles.incoming.checking import check_draft
from planner.planfiles.incoming.drafts import Draft, Found
from planner.planfiles.incoming.finding import hand_of
from planner.planfiles.incoming.one_item import OneItem, draft_of_item
from planner.planfiles.items import (
    CONVERSATIONS,
    ENTRIES,
    MEMBERS,
    PEOPLE_SHAPE,
    SHAPES_OF_CUSTOMER,
)
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Contents, Stored
from planner.queries.plan import plans
from planner.words import gettext


@dataclass(frozen=True, slots=True)
class Written:
    """The item as it is wanted, among all that it belongs together with."""

    place: Place
    contents: Contents
    said: Document
    sent: frozenset[str]
    """The names that somebody has sent; the rest was so before or follows."""
    before: Stored | None = None


def bring_in(written: Written, *, by: Person) -> int:
    """Write it and give its id; raise Problem with all that stands against it."""
    shape = written.place.shape
    at = _check(written)
    found = _found(written)
    hand = _hand(written.place, found, by)
    item = OneItem(shape, written.said, at, written.before, _owner(written))
    draft, edit = draft_of_item(item, found, hand)
    _refuse_left_out(written, draft, edit)
    _check_draft(written, draft, at)
    write_draft(draft, by)
    if edit is None or edit.id is None:
        raise Problem("permission")
    return edit.id


def check_removal(place: Place, contents: Contents, gone: Stored, *, by: Person) -> None:
    """Raise Problem unless `by` may let it go."""
    hand = _hand(place, _found_in(place, contents), by)
    if not hand.lets_go(place.shape, gone):
        raise _refusal(hand.left_out, sent=frozenset())


def _check(written: Written) -> FilePlace:
    """Look at the whole document with the item in it; where it stands there."""
    document = _document(written)
    listed = _list_of(document, written)
    index = _index(written)
    if index is None:
        index = len(listed)
        listed.append(written.said)
    else:
        listed[index] = written.said
    at = (*_place_of(written), index)
    report = Report("")
    check_plan_file(document, report)
    raise_at(report, at)
    return at


def _document(written: Written) -> Document:
    place, contents = written.place, written.contents
    plan_id = place.plan.id if place.plan is not None else None
    customer_id = place.customer.id if place.customer is not None else 0
    document = exporting.document_of(contents, customer_id, plan_id)
    known = {person["key"] for person in document["people"]}
    rest = [each for key, each in contents.people.items() if key not in known]
    document["people"] += exporting.item_documents(contents, PEOPLE_SHAPE, rest)
    return document


def contents_with(place: Place, said: Document) -> Contents:
    """All that belongs together with a list, and the people and fields that an item names."""
    customer, plan = place.customer, place.plan
    return stored.load_stored(
        db.session.connection(),
        customers=[customer.id] if customer is not None else [],
        plans=[plan.id] if plan is not None else [],
        people={each for each in _texts(said) if len(each) <= 64},  # noqa: PLR2004 - a key
        fields={said["field"]} if isinstance(said.get("field"), str) else (),
    )


def _texts(said: Any) -> Iterator[str]:
    """Everything in it that may be a key."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from said
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)


def _place_of(written: Written) -> FilePlace:
    shape = written.place.shape
    if shape is ENTRIES:
        talks = written.contents.items(CONVERSATIONS, _plan_id(written.place))
        index = next(n for n, each in enumerate(talks) if each.id == written.place.owner_id)
        return ("plan", CONVERSATIONS.list, index, ENTRIES.list)
    return (shape.list,) if shape in SHAPES_OF_CUSTOMER else ("plan", shape.list)


def _list_of(document: Document, written: Written) -> list[Document]:
    part: Any = document
    *steps, name = _place_of(written)
    for step in steps:
        part = part[step]
    found: list[Document] = part.setdefault(name, [])
    return found


def _index(written: Written) -> int | None:
    if written.before is None:
        return None
    listed = written.contents.items(written.place.shape, written.place.owner)
    return next(n for n, each in enumerate(listed) if each.id == written.before.id)


def _owner(written: Written) -> tuple[Shape, Stored] | None:
    if written.place.shape is not ENTRIES:
        return None
    talks = written.contents.items(CONVERSATIONS, _plan_id(written.place))
    return CONVERSATIONS, next(each for each in talks if each.id == written.place.owner_id)


def _plan_id(place: Place) -> int:
    return place.plan.id if place.plan is not None else 0


def _found(written: Written) -> Found:
    return _found_in(written.place, written.contents)


def _found_in(place: Place, contents: Contents) -> Found:
    customer_id = place.customer.id if place.customer is not None else 0
    return Found(
        contents=contents,
        customer=contents.customers.get(customer_id),
        plan=contents.plans.get(_plan_id(place)),
    )


def _hand(place: Place, found: Found, by: Person) -> OwnHand:
    """Also an administrator brings in no more than what they do oneself. Who is on the plan works
    on what is the customer's as well."""
    if place.customer is None:
        raise Problem("not-found")
    plan = place.plan or plans.current(place.customer.id)
    return hand_of(by, access.standings(by, place.customer, plan), found)


def _check_draft(written: Written, draft: Draft, at: FilePlace) -> None:
    report = Report("")
    check_draft(draft, report, with_people=False)
    raise_at(report, at)
    if written.place.shape is MEMBERS:
        _refuse_second_membership(written)


def _refuse_second_membership(written: Written) -> None:
    listed = written.contents.items(MEMBERS, _plan_id(written.place))
    who = written.said.get("person")
    there = [m for m in listed if m.values["person"] == who and m.values["left_on"] is None]
    if "left_on" not in written.said and any(each is not written.before for each in there):
        raise Problem("conflict", gettext("This person is on the plan already."))


def _refuse_left_out(written: Written, draft: Draft, edit: Edit | None) -> None:
    if draft.left_out:
        raise _refusal(draft.left_out, written.sent)
    changed = _changed_meanwhile(written, edit) if edit is not None else []
    if changed:
        said = gettext(LeftOutReason.OF_TODAY.value)
        raise Problem("validation", errors=tuple(FieldError(f"/{name}", said) for name in changed))


def _refusal(left_out: list[LeftOut], sent: frozenset[str]) -> Problem:
    if any(each.reason is LeftOutReason.NOT_ALLOWED and not each.fields for each in left_out):
        return Problem("permission")
    errors = [
        FieldError(f"/{name}" if name else "", each.why(gettext))
        for each in left_out
        for name in (sorted(set(each.fields) & sent) or each.fields or ("",))
    ]
    return Problem("validation", errors=tuple(errors))


def _changed_meanwhile(written: Written, edit: Edit) -> list[str]:
    """What was sent and would not be so afterwards, since it is done in the program."""
    found = []
    for each in edit.shape.attributes:
        if each.name in written.sent and each.within is None:
            said = written.said.get(each.name)
            wanted = each.default if said is None else each.kind.read(said)
            if edit.values[each.name] != wanted:
                found.append(each.name)
    return found
