"""The answer of `planner leads match`: the customers that a lead is or may be, best first."""

from collections.abc import Iterable, Iterator

from planner.matching.companies import Company, CustomerContact
from planner.matching.likeness import Likelihood
from planner.matching.sameness import Sameness
from planner.matching.vocabulary import Rarity
from planner.rating.value import value

MOST_CANDIDATES = 5
_PLACES = 4
_BY_NAME, _BY_DOMAIN, _BY_CONTACT = 0.95, 0.85, 0.8
"""The scores of those who have the same core, the same domain, a contact with the address."""


@value
class LeadCandidate:
    """A customer that a lead may be; `is_same` says that nobody needs to be asked."""

    customer: str
    is_same: bool
    score: float
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "customer": self.customer,
            "class": "same" if self.is_same else "likely",
            "score": round(self.score, _PLACES),
            "evidence": list(self.evidence),
        }


@value
class LeadMatch:
    """A lead with its candidates, the best first, and the contact who has its e-mail."""

    lead: str
    contact: str | None
    candidates: tuple[LeadCandidate, ...]

    def as_json(self) -> dict[str, object]:
        """The class and the rest are those of the first candidate."""
        first = self.candidates[0].as_json() if self.candidates else _NOBODY
        return {
            "lead": self.lead,
            "class": first["class"],
            "customer": first["customer"],
            "contact": self.contact,
            "score": first["score"],
            "evidence": first["evidence"],
            "candidates": [candidate.as_json() for candidate in self.candidates],
        }


_NOBODY: dict[str, object] = {"class": "none", "customer": None, "score": 0, "evidence": []}


class LeadMatching:
    """Matches many leads with the same customers."""

    def __init__(
        self,
        customers: Iterable[Company],
        contacts: Iterable[CustomerContact],
        rarity: Rarity | None = None,
    ) -> None:
        self._sameness = Sameness(customers, contacts)
        self._likelihood = Likelihood(self._sameness.customers, rarity)
        self._places = {key: place for place, key in enumerate(self._sameness.customers)}

    def match(self, lead: Company) -> LeadMatch:
        same = self._sameness.same_as(lead)
        found = self._likely(lead)
        for key, evidence in same.items():
            # Of several that it is the same as nobody can say which without asking.
            likely = found.get(key)
            more = () if likely is None else likely.evidence
            found[key] = LeadCandidate(
                key, len(same) == 1, 1.0, tuple(dict.fromkeys((*evidence, *more)))
            )
        candidates = tuple(sorted(found.values(), key=self._order)[:MOST_CANDIDATES])
        return LeadMatch(lead.key, self._contact(lead, candidates), candidates)

    def _order(self, candidate: LeadCandidate) -> tuple[bool, float, int]:
        return not candidate.is_same, -candidate.score, self._places[candidate.customer]

    def _likely(self, lead: Company) -> dict[str, LeadCandidate]:
        """The best score of each customer with all of its evidence."""
        found: dict[str, LeadCandidate] = {}
        for key, score, code in self._signs(lead):
            before = found.get(key)
            evidence = (code,) if before is None else (*before.evidence, code)
            best = score if before is None else max(before.score, score)
            found[key] = LeadCandidate(key, False, min(best, 0.99), evidence)
        return found

    def _signs(self, lead: Company) -> Iterator[tuple[str, float, str]]:
        customers = self._sameness.customers
        for key in self._sameness.of_equal_name(lead):
            elsewhere = lead.is_elsewhere(customers[key])
            yield key, _BY_NAME - 0.1 * elsewhere, "same_core"
        for key in self._sameness.by_domain.get(lead.domain, ()):
            alike = self._likelihood.similarity(lead, customers[key])
            yield key, _BY_DOMAIN + 0.1 * alike, "same_domain"
        for contact in self._sameness.contacts_with(lead.email):
            if contact.customer in customers:
                yield contact.customer, _BY_CONTACT, "known_address"
        for likeness in self._likelihood.like(lead):
            yield likeness.customer, 0.9 * likeness.score, likeness.evidence

    def _contact(self, lead: Company, candidates: tuple[LeadCandidate, ...]) -> str | None:
        """The contact with the same e-mail, of the first candidate rather than of another one."""
        first = candidates[0].customer if candidates else None
        contacts = self._sameness.contacts_with(lead.email)
        ordered = sorted(contacts, key=lambda contact: contact.customer != first)
        return ordered[0].key if ordered else None
