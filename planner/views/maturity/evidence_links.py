"""Where the items of a rating's evidence can be opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from planner.nouns import OF_NAME
from planner.queries.maturity.evidence import EvidenceItem, EvidenceKind
from planner.views.web import addresses, exact_day, gettext


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    name: str
    address: str


def links(
    plan_id: int, items: Mapping[str, EvidenceItem], *, naming_people: bool = True
) -> dict[str, EvidenceLink]:
    """A link for each item, by its reference.

    Beside figures nobody is named: there a membership or a request is called by what it is.
    """
    named = _name if naming_people else _name_of_thing
    return {
        reference: EvidenceLink(named(item), _address(plan_id, item))
        for reference, item in items.items()
    }


def _name_of_thing(item: EvidenceItem) -> str:
    if item.kind is EvidenceKind.MEMBER:
        return gettext("A membership")
    return gettext("A request") if item.kind is EvidenceKind.REQUEST else _name(item)


def _name(item: EvidenceItem) -> str:
    if item.kind is EvidenceKind.REQUEST:
        return gettext("Request of %(name)s", name=item.name)
    return f"{item.name} · {exact_day(item.on)}" if item.on else item.name


def _address(plan_id: int, item: EvidenceItem) -> str:
    """An answered request is found in the history only."""
    noun = OF_NAME[item.kind]
    if item.kind is EvidenceKind.REQUEST and not item.is_pending:
        return url_for("events.index", plan_id=plan_id, subject=noun.table, id=item.id)
    return addresses.in_plan(noun, item.id, plan_id, within=item.within)
