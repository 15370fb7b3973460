"""Which items a search finds among those that somebody may see: in one statement, of all nouns.

What is found is the same on both databases, and with or without an index of trigrams, which only
makes it fast. Nothing is counted that the reader may not see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, case, column, exists, func, or_, select, table

from planner.access import Permission, activities_beside_plans, plans_for, visible_customers
from planner.database import db, from_rows, rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Activity, Customer, Person, Plan, SearchEntry
from planner.models.search_entry import INDEX
from planner.models.searched_text import Word
from planner.queries.web.customer_filter import asks_for_all
from planner.queries.web.paging import ListPage, read_page

HITS_PAGE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found; the plan or the customer to which it belongs."""

    noun: str
    item_id: int
    plan_id: int | None
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; `forgiving` takes words with one letter wrong as well."""

    words: Sequence[Word]
    forgiving: bool = False


@dataclass(frozen=True, slots=True)
class HitsOfNoun:
    """The first of those that were found of a noun, and how many there are of it."""

    noun: str
    many: int
    hits: list[Hit]


_HIT = (
    SearchEntry.noun,
    SearchEntry.item_id,
    SearchEntry.plan_id,
    SearchEntry.customer_id,
)


def first_of_each(reader: Person, wanted: Wanted, most: int) -> list[HitsOfNoun]:
    """At most so many of each noun, those first that begin with the first word, then the newest."""
    numbered = (
        select(
            *_HIT,
            func.count().over(partition_by=SearchEntry.noun).label("many"),
            func.row_number()
            .over(partition_by=SearchEntry.noun, order_by=_order(wanted))
            .label("number"),
        )
        .where(*_found(reader, wanted))
        .subquery()
    )
    first = select(numbered).where(numbered.c.number <= most)
    by_noun: dict[str, list[Any]] = {}
    for row in rows(first.order_by(numbered.c.noun, numbered.c.number)):
        by_noun.setdefault(row.noun, []).append(row)
    return [
        HitsOfNoun(noun, found[0].many, from_rows(Hit, found)) for noun, found in by_noun.items()
    ]


def all_of(noun: str, reader: Person, wanted: Wanted, page: Page = FIRST_PAGE) -> ListPage[Hit]:
    """One page of all that is found of a noun."""
    statement: Select[*tuple[Any, ...]] = select(*_HIT).where(
        SearchEntry.noun == noun, *_found(reader, wanted)
    )
    found = read_page(statement, _order(wanted), page, HITS_PAGE)
    return found.turned(lambda hits: from_rows(Hit, hits))


def _order(wanted: Wanted) -> tuple[Any, ...]:
    begins = (SearchEntry.folded.startswith(f" {each}", autoescape=True) for each in _first(wanted))
    return case((or_(*begins), 0), else_=1), SearchEntry.item_id.desc()


def _first(wanted: Wanted) -> tuple[str, ...]:
    return wanted.words[0].spellings


def _found(reader: Person, wanted: Wanted) -> list[ColumnElement[bool]]:
    return [*_has_words(wanted), _is_seen_by(reader)]


def _has_words(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    indexed = [each for each in wanted.words if _is_indexed(each, forgiving=wanted.forgiving)]
    if not indexed:
        # Of words so short that no index has them, only what has no plan is looked through: names.
        yield SearchEntry.plan_id.is_(None)
    elif db.engine.dialect.name == "sqlite":
        yield _in_index(indexed, forgiving=wanted.forgiving)
    for word in wanted.words:
        if not (wanted.forgiving and word.is_forgiven):
            yield _is_like(word.patterns())
            continue
        if word.is_forgiven_anywhere:
            yield _is_like(word.halves())
        yield _is_like([*word.patterns(), *word.forgiving_patterns()])


def _is_like(patterns: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(SearchEntry.folded.like(each, escape="/") for each in patterns))


def _is_indexed(word: Word, *, forgiving: bool) -> bool:
    if forgiving and word.is_forgiven:
        return word.is_forgiven_anywhere
    return word.is_indexed


def _in_index(words: Iterable[Word], *, forgiving: bool) -> ColumnElement[bool]:
    """Those that FTS5 finds; of words with one letter wrong some too many."""
    asked = " AND ".join(f"({_asked(word, forgiving=forgiving)})" for word in words)
    index = table(INDEX, column("rowid"))
    matching = select(index.c.rowid).where(column(INDEX).op("MATCH")(asked))
    return SearchEntry.id.in_(matching)


def _asked(word: Word, *, forgiving: bool) -> str:
    """In the language of FTS5: any of these, of each all pieces."""
    either: list[tuple[str, ...]] = [(spelling,) for spelling in word.spellings]
    if forgiving and word.is_forgiven:
        either += word.pieces()
    return " OR ".join(f"({' AND '.join(map(_quoted, pieces))})" for pieces in either)


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def _is_seen_by(reader: Person) -> ColumnElement[bool]:
    """Everybody knows who is with us; all else by the table of who may do what."""
    customers, plans = visible_customers(reader), plans_for(Permission.SEE_PLAN, reader)
    of_plan = (Plan.id == SearchEntry.plan_id, Customer.id == Plan.customer_id)
    people = select(Person.id).where(Person.is_active)
    activities = select(Activity.id).where(activities_beside_plans(reader))
    return or_(
        _seen(SearchEntry.plan_id, plans, *of_plan),
        _seen(SearchEntry.customer_id, customers, Customer.id == SearchEntry.customer_id),
        and_(SearchEntry.noun == "person", SearchEntry.item_id.in_(people)),
        and_(SearchEntry.noun == "activity", SearchEntry.item_id.in_(activities)),
    )


def _seen(
    owner: Any, condition: ColumnElement[bool], *belongs: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Asked of each that was found: most searches find far fewer than there are plans."""
    if asks_for_all(condition):
        return cast(ColumnElement[bool], owner.is_not(None))
    return exists().where(*belongs, condition)
