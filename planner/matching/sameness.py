"""The three ways in which a lead is the same as a customer, which nobody is asked about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from planner.matching.companies import Company, CustomerContact
from planner.matching.edits import distance

ALIKE = Fraction(9, 10)
"""So alike are the cores of two names at one domain, at least."""


class Sameness:
    """Finds the customers that a company is the same as."""

    def __init__(self, customers: Iterable[Company], contacts: Iterable[CustomerContact]) -> None:
        self.customers = {customer.key: customer for customer in customers}
        self._by_core: dict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
        self.by_domain: dict[str, list[str]] = defaultdict(list)
        self._by_address: dict[str, list[CustomerContact]] = defaultdict(list)
        for key, customer in self.customers.items():
            for spelling, core in enumerate(customer.parts.cores):
                self._by_core[spelling, core].append(key)
            if customer.domain:
                self.by_domain[customer.domain].append(key)
        for contact in contacts:
            if contact.address:
                self._by_address[contact.address].append(contact)

    def contacts_with(self, email: str) -> list[CustomerContact]:
        """The contacts who have this e-mail."""
        address = email.strip().casefold()
        return self._by_address.get(address, []) if address else []

    def of_equal_name(self, company: Company) -> Iterator[str]:
        """The customers of the same core, wherever they are, each once."""
        cores = enumerate(company.parts.cores)
        found = (key for at in cores if at[1] for key in self._by_core.get(at, ()))
        return iter(dict.fromkeys(found))

    def same_as(self, company: Company) -> dict[str, list[str]]:
        """The customers that the company is the same as, with what makes it so."""
        found: dict[str, list[str]] = defaultdict(list)
        for contact in self.contacts_with(company.own_address):
            if contact.customer in self.customers and not found[contact.customer]:
                found[contact.customer].append("contact_email")
        for key in self.of_equal_name(company):
            if self._is_name_equal(company, self.customers[key]):
                found[key].append("name_equal")
        for key in self.by_domain.get(company.domain, ()):
            if self._is_domain_equal(company, self.customers[key]):
                found[key].append("domain_equal")
        return {key: evidence for key, evidence in found.items() if evidence}

    @staticmethod
    def _is_name_equal(company: Company, customer: Company) -> bool:
        """Of two equal cores; the legal forms, the places and the domains do not contradict."""
        return not (
            company.parts.is_of_other_form(customer.parts)
            or company.is_elsewhere(customer)
            or company.has_other_domain(customer)
        )

    def _is_domain_equal(self, company: Company, customer: Company) -> bool:
        """Of one domain, which no other customer has: alike and with equal numbers."""
        mine, theirs = company.parts, customer.parts
        return (
            len(self.by_domain[company.domain]) == 1
            and not mine.is_of_other_form(theirs)
            and Counter(mine.numbers) == Counter(theirs.numbers)
            and seem_same(" ".join(mine.core), " ".join(theirs.core))
        )


def seem_same(one: str, other: str) -> bool:
    """Whether so few letters differ that one may be a slip of the other."""
    longer = max(len(one), len(other))
    return longer > 0 and 1 - Fraction(distance(one, other), longer) >= ALIKE
