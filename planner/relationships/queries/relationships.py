"""Who of us knows whom: said on the contact, or seen from talks that both took part in."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import bindparam, select

from planner.after_signature.account import Account
from planner.after_signature.relationships import knowers, relationship_codes
from planner.database import rows
from planner.models import Contact, Person, Plan
from planner.models.kinds import Role, Side
from planner.queries.accounts import accounts
from planner.queries.after_signature import findings_in_sight
from planner.queries.after_signature.findings_in_sight import FindingsInSight
from planner.queries.plan import contacts
from planner.queries.plan.contacts import ContactRow

_NEEDED = ("contacts", "conversations", "contracts", "deals", "members")


@dataclass(frozen=True, slots=True)
class Knower:
    """`since` is the first talk of both, or the day said on the contact if that is earlier; None
    where neither is written down."""

    key: str
    name: str
    role: Role
    since: datetime.date | None

    @property
    def side(self) -> Side | None:
        return self.role.side


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    contact: ContactRow
    known_by: Sequence[Knower]
    codes: Sequence[str]


@dataclass(frozen=True)
class Relationships:
    rows: Sequence[RelationshipRow]

    @cached_property
    def ours(self) -> list[Knower]:
        """Each of ours who knows somebody, once."""
        found = {one.key: one for row in self.rows for one in row.known_by}
        return sorted(found.values(), key=lambda one: one.name)

    @property
    def at_risk(self) -> list[RelationshipRow]:
        return [row for row in self.rows if row.codes]


def relationships_of_plan(plan: Plan, reader: Person) -> Relationships:
    """The customer's contacts in their order, with the codes that `reader` may see by now."""
    account = next(account for _id, account in accounts.accounts_of_plans([plan.id], _NEEDED))
    shown = {row.id: row for row in contacts.contacts_of_customer(plan.customer_id, plan.id)}
    keys = {key: identity for identity, key in rows(_KEYS, customer_id=plan.customer_id)}
    since = _since(account)
    known = {each.key: knowers(account, each) for each in account.facts.contacts}
    people = _people({person for of in known.values() for person in of})
    in_sight = findings_in_sight.seen_by(reader, [plan.customer_id])
    codes = _codes(account, in_sight, plan.customer_id)
    return Relationships(
        [
            RelationshipRow(
                shown[keys[key]],
                _sorted(Knower(p, *people[p], since.get((key, p))) for p in of if p in people),
                codes[f"contact:{key}"],
            )
            for key, of in known.items()
        ]
    )


_KEYS = select(Contact.id, Contact.key).where(Contact.customer_id == bindparam("customer_id"))
_PEOPLE = select(Person.key, Person.name, Person.role).where(
    Person.key.in_(bindparam("keys", expanding=True))
)


def _people(keys: Iterable[str]) -> dict[str, tuple[str, Role]]:
    return {row.key: (row.name, row.role) for row in rows(_PEOPLE, keys=list(keys))}


def _sorted(found: Iterable[Knower]) -> list[Knower]:
    return sorted(found, key=lambda one: one.name)


def _codes(
    account: Account, in_sight: FindingsInSight, customer_id: int
) -> Mapping[str, list[str]]:
    """By reference of a contact, what is found about it."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in in_sight.of(customer_id, None, relationship_codes(account)):
        for reference in code.evidence:
            found[reference].append(code.code)
    return found


def _since(account: Account) -> dict[tuple[str, str], datetime.date]:
    """By contact and person, the first day that is known of."""
    found = _first_talks(account)
    for contact in account.facts.contacts:
        for person, day in contact.known_by:
            if day is not None:
                pair = contact.key, person
                found[pair] = min(day, found.get(pair, day))
    return found


def _first_talks(account: Account) -> dict[tuple[str, str], datetime.date]:
    """By contact and person, the first day on which both took part in a talk."""
    found: dict[tuple[str, str], datetime.date] = {}
    for talk in account.facts.plan.conversations:
        for entry in talk.entries:
            for pair in ((contact, p) for contact in entry.contacts for p in entry.people):
                found[pair] = min(entry.on, found.get(pair, entry.on))
    return found
