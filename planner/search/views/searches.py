"""What a search finds, by kind: on a page of its own, and below the box while somebody types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from planner.insights.pages import Page
from planner.models.searched_text import LONGEST, Word, words_of
from planner.nouns import NOUNS, OF_NAME, Noun
from planner.search.queries import excerpts, found_items, hits
from planner.views.web import Permission, may, me
from planner.views.web.addresses import in_plan
from planner.words import lazy as _

bp = Blueprint("searches", __name__)
MOST_FOUND = 5
"""So many of each kind stand together; all of one kind have a page."""

_NAMES = {"customer": _("Customers"), "contact": _("Contacts"), "person": _("Colleagues")}
_SHAPES = {
    noun.name: found_items.SearchedShape(
        noun.model, noun.searched, f"{noun.part_of.name}_id" if noun.part_of else None
    )
    for noun in NOUNS
    if noun.searched
}
_ORDER = (*_NAMES, *(name for name in _SHAPES if name not in _NAMES))


@dataclass(frozen=True, slots=True)
class FoundLine:
    """An item as a line: where it leads to, what it is called, and where else a word stands."""

    item: found_items.FoundItem
    address: str | None
    title: list[excerpts.Part]
    beside: list[excerpts.Part]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `many` is how many there are of it."""

    noun: str
    heading: str
    many: int
    lines: list[FoundLine]


@bp.get("/search")
def show() -> str:
    text, kind = request.args.get("text", ""), request.args.get("kind", "")
    if kind in _SHAPES and words_of(text):
        return _all_of(kind, text)
    return render_template("search/show.html", **_found(text))


@bp.get("/search/found")
def index() -> str:
    """Below the box, while somebody types."""
    return render_template("search/_found.html", **_found(request.args.get("text", "")))


def _found(text: str) -> dict[str, object]:
    words = words_of(text)
    wanted = hits.Wanted(words)
    found = hits.first_of_each(me(), wanted, MOST_FOUND) if words else []
    if words and not found:
        wanted = hits.Wanted(words, forgiving=True)
        found = hits.first_of_each(me(), wanted, MOST_FOUND)
    groups = _groups(found, wanted)
    return {**_around(text, wanted), "groups": groups, "many": sum(each.many for each in found)}


def _all_of(kind: str, text: str) -> str:
    """All of one kind, page by page; a word that nothing has is forgiven a letter here too."""
    page = Page.read(request.args.get("page", "1"))
    wanted = hits.Wanted(words_of(text), forgiving=request.args.get("nearly") == "1")
    found = hits.all_of(kind, me(), wanted, page)
    lines = found.turned(lambda some: _lines(some, wanted))
    return render_template(
        "search/all.html", kind=kind, heading=_heading(kind), found=lines, **_around(text, wanted)
    )


def _around(text: str, wanted: hits.Wanted) -> dict[str, object]:
    """What is said of the words themselves."""
    return {
        "text": text[:LONGEST],
        "longest": LONGEST,
        "is_cut": len(text) > LONGEST,
        "has_words": bool(wanted.words),
        "only_names": bool(wanted.words) and not any(each.is_indexed for each in wanted.words),
        "is_forgiving": wanted.forgiving,
        "address_of_all": _address_of_all(text, forgiving=wanted.forgiving),
    }


def _address_of_all(text: str, *, forgiving: bool) -> dict[str, str]:
    """What every address of all of a kind says."""
    return {"text": text[:LONGEST], **({"nearly": "1"} if forgiving else {})}


def _groups(found: Sequence[hits.HitsOfNoun], wanted: hits.Wanted) -> list[Group]:
    """In the order of `_ORDER`, with all items read together."""
    lines = _lines([hit for each in found for hit in each.hits], wanted)
    return [
        Group(each.noun, _heading(each.noun), each.many, _of(each.noun, lines))
        for each in sorted(found, key=lambda each: _ORDER.index(each.noun))
    ]


def _of(noun: str, lines: Iterable[FoundLine]) -> list[FoundLine]:
    return [line for line in lines if line.item.noun == noun]


def _heading(noun: str) -> str:
    return str(_NAMES.get(noun) or OF_NAME[noun].many or noun)


def _lines(found: Sequence[hits.Hit], wanted: hits.Wanted) -> list[FoundLine]:
    items = found_items.read(found, _SHAPES, me())
    return [_line(item, wanted.words, forgiving=wanted.forgiving) for item in items]


def _line(item: found_items.FoundItem, words: Sequence[Word], *, forgiving: bool) -> FoundLine:
    title, *others = (excerpts.excerpt(each, words, forgiving=forgiving) for each in item.texts)
    beside = next((parts for parts in others if excerpts.has_found(parts)), [])
    return FoundLine(item, _address(item), title, beside)


def _address(item: found_items.FoundItem) -> str | None:
    noun: Noun = OF_NAME[item.noun]
    if item.noun == "person":
        may_edit = may(Permission.ADMINISTER)
        return url_for("people.edit", person_id=item.id) if may_edit else None
    if item.noun == "customer" or item.plan_id is None:
        return _of_customer(item)
    return in_plan(noun, item.id, item.plan_id, within=item.within)


def _of_customer(item: found_items.FoundItem) -> str | None:
    """Where a contact stands whose customer has no plan that one reads."""
    anchor = None if item.noun == "customer" else f"{item.noun}-{item.id}"
    return url_for("customers.show", key=item.customer_key, _anchor=anchor)
