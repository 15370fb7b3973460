"""Customers that may be one: the same but for the legal form, a letter apart, or of one website."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from planner.access import lies_in, visible_customers
from planner.database import from_rows, rows
from planner.insights.names import AlikeNames, are_alike, core_of, domain_of
from planner.models import Customer, Person
from planner.models.folding import first_spelling, fold, folded_name
from planner.models.kinds import Role

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class AlikeCustomer:
    """One that the person may open."""

    key: str
    name: str
    city: str | None
    website: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Those that the person may see, at most ten, and whom to ask about the others."""

    seen: list[AlikeCustomer]
    ask: list[str]

    def __bool__(self) -> bool:
        return bool(self.seen or self.ask)


class KnownCustomers:
    """All customers at once, for a list that may name some of them."""

    def __init__(self, person: Person) -> None:
        visible = rows(select(Customer.id, Customer.name).where(visible_customers(person)))
        self._seen: dict[int, str] = {each.id: each.name for each in visible}
        self._names: AlikeNames[int] = AlikeNames()
        self._by_domain: dict[str, list[int]] = {}
        for identity, folded, site in rows(_ALL):
            self._names.add(core_of(first_spelling(folded)), identity)
            if domain := domain_of(site):
                self._by_domain.setdefault(domain, []).append(identity)

    def like(self, name: str, website: str | None) -> tuple[str | None, list[str]]:
        """The name of the first that is alike, if the person may see one, and else whom to ask."""
        of_domain = self._by_domain.get(domain_of(website), []) if website else []
        found = [*self._names.like(core_of(fold(name))), *of_domain]
        seen = next((self._seen[identity] for identity in found if identity in self._seen), None)
        return seen, [] if seen else _whom_to_ask(found)


_ALL = select(Customer.id, Customer.name_folded, Customer.website)
_SEEN = (
    select(Customer.key, Customer.name, Customer.city, Customer.website, Person.name.label("owner"))
    .outerjoin(Person, Person.id == Customer.owner_id)
    .order_by(Customer.name_folded, Customer.id)
)
_OWNERS = (
    select(Person.id, Person.name, Person.is_active, Person.team_id)
    .select_from(Customer)
    .outerjoin(Person, Person.id == Customer.owner_id)
    .where(Customer.id.in_(bindparam("identities", expanding=True)))
)


def alike(name: str, website: str | None, *, person: Person, but: Customer | None = None) -> Alike:
    """What may be there already of a customer of this name; two statements where there is nothing
    alike, and at most four."""
    identities = _identities(name, website, but.id if but is not None else None)
    if not identities:
        return Alike([], [])
    of_them = Customer.id.in_(identities)
    visible = rows(select(Customer.id).where(of_them, visible_customers(person)))
    seen = {identity for (identity,) in visible}
    shown = rows(_SEEN.where(Customer.id.in_(seen)).limit(_SHOWN)) if seen else []
    hidden = [identity for identity in identities if identity not in seen]
    return Alike(from_rows(AlikeCustomer, shown), _whom_to_ask(hidden))


def _identities(name: str, website: str | None, but: int | None) -> list[int]:
    """Of all customers: whatever an index finds would miss a letter at the beginning."""
    core, domain = core_of(fold(name)), domain_of(website)
    return [
        identity
        for identity, folded, site in rows(_ALL)
        if identity != but
        and (
            are_alike(core, core_of(first_spelling(folded)))
            or (domain and site and domain_of(site) == domain)
        )
    ]


def _whom_to_ask(customers: Sequence[int]) -> list[str]:
    """The owner of each; of one who is gone, who leads the team or its department, or else who
    administers."""
    if not customers:
        return []
    names = {name for owner in rows(_OWNERS, identities=customers) for name in _asked(owner)}
    return sorted(names, key=folded_name)


def _asked(owner: Any) -> list[str]:
    if owner.is_active:
        return [owner.name]
    active = select(Person.name).where(Person.is_active)
    leads = active.where(Person.role == Role.TEAM_LEAD, lies_in(owner.team_id, Person.team_id))
    found = rows(leads) if owner.team_id is not None else []
    return [name for (name,) in found or rows(active.where(Person.is_administrator))]
