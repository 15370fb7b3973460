"""Companies to be compared: customers, and those that a lead or a connection speaks of."""

from dataclasses import dataclass
from functools import cached_property

from planner.matching.domains import company_domain, host_of_address, is_free
from planner.matching.names import Core, Name, name_of

POSTCODE_REGION = 2
"""So many signs of a postcode say where a place is."""


@dataclass(frozen=True)
class Company:
    """What is said of a company under a key; an empty text is unknown."""

    key: str
    name: str
    city: str = ""
    postcode: str = ""
    country: str = ""
    website: str = ""
    email: str = ""

    @cached_property
    def parts(self) -> Name:
        return name_of(self.name)

    @cached_property
    def domain(self) -> str:
        return company_domain(self.email, self.website)

    @cached_property
    def own_address(self) -> str:
        """The e-mail, folded, unless everybody can have one like it."""
        folded = self.email.strip().casefold()
        return "" if is_free(host_of_address(folded)) else folded

    @cached_property
    def _city(self) -> tuple[Core, Core]:
        return name_of(self.city).cores

    def is_elsewhere(self, other: "Company") -> bool:
        """Whether countries, regions of the postcode or cities are known of both and differ."""
        countries = {each.country.strip().casefold() for each in (self, other)}
        regions = {each.postcode.strip().casefold()[:POSTCODE_REGION] for each in (self, other)}
        return _differ(countries) or _differ(regions) or self._is_in_another_city(other)

    def _is_in_another_city(self, other: "Company") -> bool:
        if not (self.city.strip() and other.city.strip()):
            return False
        pairs = zip(self._city, other._city, strict=True)  # noqa: SLF001 - of its own class
        return all(mine != theirs for mine, theirs in pairs)

    def has_other_domain(self, other: "Company") -> bool:
        return _differ({self.domain, other.domain})


def _differ(known: set[str]) -> bool:
    return "" not in known and len(known) > 1


@dataclass(frozen=True)
class CustomerContact:
    """A person of ours on record at a customer."""

    key: str
    customer: str
    name: str = ""
    email: str = ""
    url: str = ""

    @property
    def address(self) -> str:
        return self.email.strip().casefold()
