"""What stands against an import in the database; a file that is valid by itself can clash there."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from planner.database import db
from planner.email_addresses import one_spelling, spellings
from planner.models import Person
from planner.models.kinds import PlanStatus
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import FilePlace, Report, pointer_to, quoted
from planner.planfiles.edits import Edit, Verb
from planner.planfiles.incoming.drafts import Draft, Period
from planner.planfiles.incoming.limits import check_limits
from planner.planfiles.items import COMMITMENTS, MEMBERS, PEOPLE_SHAPE
from planner.planfiles.shapes import LARGEST_WHOLE_NUMBER, WHOLE, ItemValues
from planner.planfiles.stored import chunks


def check_draft(draft: Draft, report: Report, *, with_people: bool) -> None:
    """Report everything for which the database has no room."""
    check_limits(draft.edits, report)
    _whole_numbers(draft.items, report)
    _only_once(
        draft, (edit for edit in draft.items if _stays_on(edit)), Rule.TWICE_ON_THE_PLAN, report
    )
    signed = (edit for edit in draft.items if edit.shape is COMMITMENTS and edit.place)
    _only_once(draft, signed, Rule.SIGNED_TWICE, report)
    if with_people:
        _addresses(draft.people, report)
    else:
        _strangers(draft.people, report)


def check_period(plan: ItemValues, others: Iterable[Period], report: Report) -> None:
    """Report other plans of the customer in the same time; closed ones do not count."""
    if plan["status"] == PlanStatus.CLOSED:
        return
    for other in others:
        start, end = other.starts_on, other.ends_on
        together = start.isoformat() < plan["ends_on"] and plan["starts_on"] < end.isoformat()
        if other.status is not PlanStatus.CLOSED and together:
            report.add(("plan", "starts_on"), Rule.PLAN_IN_THE_WAY, start=start, end=end)


def _whole_numbers(edits: Iterable[Edit], report: Report) -> None:
    for edit in edits:
        for attribute in edit.shape.attributes:
            value = edit.values[attribute.name]
            if attribute.kind is WHOLE and value is not None and value > LARGEST_WHOLE_NUMBER:
                place = (*edit.place, *attribute.path)
                report.add(place, Rule.TOO_BIG, found=quoted(value), limit=LARGEST_WHOLE_NUMBER)


def _stays_on(edit: Edit) -> bool:
    return edit.shape is MEMBERS and bool(edit.place) and edit.values["left_on"] is None


def _only_once(draft: Draft, edits: Iterable[Edit], rule: Rule, report: Report) -> None:
    """Nobody stands twice in the same list of the file."""
    first: dict[tuple[FilePlace, str], FilePlace] = {}
    for edit in edits:
        key = edit.values["person"]
        found = first.setdefault((edit.place[:-1], key), edit.place)
        if found is not edit.place:
            name = draft.directory.find(PEOPLE_SHAPE.list, key).name
            report.add((*edit.place, "person"), rule, name=name, first=pointer_to(found))


def _strangers(people: Iterable[Edit], report: Report) -> None:
    for edit in people:
        if edit.verb is Verb.CREATED:
            report.add(edit.place, Rule.UNKNOWN_PERSON, key=quoted(edit.values["key"]))


def _addresses(people: Iterable[Edit], report: Report) -> None:
    """An address belongs to one person, whatever its case and the spelling of its domain."""
    new = [edit for edit in people if edit.changes.get("email", (None, None))[1] is not None]
    owners = _owners([edit.values["email"] for edit in new])
    for edit in new:
        mine = edit.values["key"], edit.values["name"]
        key, name = owners.setdefault(one_spelling(edit.values["email"]), mine)
        if key != edit.values["key"]:
            report.add((*edit.place, "email"), Rule.EMAIL_TAKEN, name=name)


def _owners(addresses: list[str]) -> dict[str, tuple[str, str]]:
    """Key and name of everybody who has one of these addresses, by `one_spelling` of it."""
    found: dict[str, tuple[str, str]] = {}
    for some in chunks(addresses):
        small = {spelling for address in some for spelling in spellings(address)}
        chosen = or_(func.lower(Person.email).in_(small), Person.email.in_(some))
        statement = select(Person.email, Person.key, Person.name).where(chosen)
        for address, key, name in db.session.execute(statement):
            if address is not None:
                found[one_spelling(address)] = key, name
    return found
