"""Where the items of a rating's evidence can be opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from planner.queries.evidence import Item, Noun
from planner.views.exact import exact_day


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    address: str


def links(
    plan_id: int, items: Mapping[str, Item], *, naming_people: bool = True
) -> dict[str, Link]:
    """A link for each item, by its reference.

    Beside figures nobody is named: there a membership or a request is called by what it is.
    """
    named = _name if naming_people else _name_of_thing
    return {
        reference: Link(named(item), _ADDRESSES[item.noun](plan_id, item))
        for reference, item in items.items()
    }


def _name_of_thing(item: Item) -> str:
    if item.noun is Noun.MEMBER:
        return gettext("A membership")
    return gettext("A request") if item.noun is Noun.REQUEST else _name(item)


def _name(item: Item) -> str:
    if item.noun is Noun.REQUEST:
        return gettext("Request of %(name)s", name=item.name)
    return f"{item.name} · {exact_day(item.on)}" if item.on else item.name


def _request(plan_id: int, item: Item) -> str:
    """An answered request is found in the history only."""
    if item.is_pending:
        return url_for("plans.show", plan_id=plan_id, _anchor=f"request-{item.id}")
    return url_for("events.index", plan_id=plan_id, subject="requests", id=item.id)


def _on_page(plan_id: int, item: Item) -> str:
    return url_for("plans.show", plan_id=plan_id, _anchor=f"{item.noun}-{item.id}")


def _entry(_plan_id: int, item: Item) -> str:
    anchor = f"entry-{item.id}"
    return url_for("conversations.show", conversation_id=item.within, _anchor=anchor)


_ADDRESSES: dict[Noun, Callable[[int, Item], str]] = {
    Noun.ACTIVITY: lambda _plan_id, item: url_for("activities.show", activity_id=item.id),
    Noun.CONVERSATION: lambda _plan_id, item: url_for(
        "conversations.show", conversation_id=item.id
    ),
    Noun.ENTRY: _entry,
    Noun.GOAL: lambda _plan_id, item: url_for("goals.show", goal_id=item.id),
    Noun.MEMBER: _on_page,
    Noun.POTENTIAL: _on_page,
    Noun.REQUEST: _request,
}
