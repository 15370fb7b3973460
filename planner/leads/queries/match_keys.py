"""The keys by which customers are found that a lead may be of.

With a hundred thousand customers nobody reads all of them for one lead. Each has some keys: the
core of its name in both spellings, its domain, each word, what it may be called for short, and how
its name begins and ends when it is written as one word, which finds slips. Who shares one with the
lead is compared in full (`planner/matching`), with how rare each word is among all of them.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Row, Select, delete, func, insert, or_, select

from planner.database import db
from planner.matching.companies import Company, CustomerContact
from planner.matching.vocabulary import Rarity, short_names_of
from planner.matching.writing import written_as
from planner.models import Contact, Customer, MatchedCustomer, MatchKey
from planner.queries.accounts import companies

BATCH = 1000
MOST_COMPARED = 400
"""A key that more customers have finds nobody by itself; the rarest ones come first."""

_ENDS = 6
"""So many letters of the beginning and of the end; a slip spoils one of the two."""
_SHORTEST = 8
"""A name of fewer letters begins and ends with the same ones."""
_LONGEST = 60


def refresh_some() -> int:
    """Write the keys of some customers that are new or called otherwise by now; how many.

    So nobody who changes a customer has to think of it, and no way of changing one is forgotten.
    """
    stale = db.session.execute(_stale().limit(BATCH)).all()
    if stale:
        _write(stale)
    return len(stale)


def _stale() -> Select[int, str, str]:
    website = func.coalesce(Customer.website, "")
    return (
        select(Customer.id, Customer.name, website.label("website"))
        .outerjoin(MatchedCustomer, MatchedCustomer.customer_id == Customer.id)
        .where(
            or_(
                MatchedCustomer.customer_id.is_(None),
                MatchedCustomer.name != Customer.name,
                MatchedCustomer.website != website,
            )
        )
        .order_by(Customer.id)
    )


def _write(stale: Collection[Row[int, str, str]]) -> None:
    ids = [row.id for row in stale]
    for model in (MatchKey, MatchedCustomer):
        db.session.execute(delete(model).where(model.customer_id.in_(ids)))
    kept = [{"customer_id": r.id, "name": r.name, "website": r.website} for r in stale]
    db.session.execute(insert(MatchedCustomer), kept)
    keys = [
        {"customer_id": row.id, "key": key}
        for row in stale
        for key in set(keys_of(Company(str(row.id), row.name, website=row.website)))
    ]
    if keys:
        db.session.execute(insert(MatchKey), keys)


def keys_of(company: Company) -> Iterator[str]:
    """By which it is found, and finds others, as a customer or as a lead."""
    for core in company.parts.cores:
        if core:
            yield _key("c", " ".join(core))
    if company.domain:
        yield _key("d", company.domain)
    for word in company.parts.core:
        yield _key("w", word)
    for written in written_as(company.parts):
        if len(written) >= _SHORTEST:
            yield _key("b", written[:_ENDS])
            yield _key("e", written[-_ENDS:])
    for short in short_names_of(company):
        yield _key("s", short)


def _key(kind: str, text: str) -> str:
    """Of what is very long a fingerprint."""
    if len(text) > _LONGEST:
        text = hashlib.sha256(text.encode()).hexdigest()[:_LONGEST]
    return f"{kind}:{text}"


@dataclass(frozen=True, slots=True)
class Comparable:
    """The customers that share something with a lead, who of them has its e-mail, and how rare the
    words are."""

    customers: list[Company]
    contacts: list[CustomerContact]
    rarity: Rarity


def found_for(lead: Company) -> Comparable:
    wanted = {*keys_of(lead), *(_key("s", word) for word in lead.parts.core)}
    address = lead.email.strip().casefold()
    contacts = companies.contacts_to_match(func.lower(Contact.email) == address) if address else []
    ids = {*_ids(wanted), *(int(each.customer) for each in contacts)}
    customers = companies.companies_to_match(Customer.id.in_(ids)) if ids else []
    words = {word for each in (*customers, lead) for word in each.parts.core}
    return Comparable(customers, contacts, Rarity(_number(), _having(words)))


def _ids(wanted: Collection[str]) -> list[int]:
    """The rarest keys first, until there are enough; equal names and domains always."""
    numbers = dict(
        db.session.execute(
            select(MatchKey.key, func.count())
            .where(MatchKey.key.in_(wanted))
            .group_by(MatchKey.key)
        ).all()
    )
    taken, room = [], MOST_COMPARED
    for key in sorted(numbers, key=lambda key: (key[0] not in "cd", numbers[key], key)):
        if key[0] in "cd" or numbers[key] <= room:
            taken.append(key)
            room -= numbers[key]
    found = select(MatchKey.customer_id).where(MatchKey.key.in_(taken)).distinct()
    return sorted(db.session.scalars(found)) if taken else []


def _number() -> int:
    return db.session.scalars(select(func.count()).select_from(MatchedCustomer)).one()


def _having(words: Collection[str]) -> dict[str, int]:
    by_key = {_key("w", word): word for word in words}
    counted = select(MatchKey.key, func.count()).group_by(MatchKey.key)
    found = (
        row
        for keys in _parts(by_key)
        for row in db.session.execute(counted.where(MatchKey.key.in_(keys)))
    )
    return {by_key[key]: number for key, number in found}


def _parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """A statement takes no more than so many values."""
    left = iter(keys)
    while part := list(islice(left, BATCH // 2)):
        yield part
