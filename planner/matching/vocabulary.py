"""The words of all customers' names: how rare each is, and which are written almost like another.

The weight of a word is the logarithm of how seldom it is, as in information retrieval; a word that
no customer has weighs most.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log

from planner.matching.companies import Company
from planner.matching.edits import is_typo_of
from planner.rating.value import value

SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO = 4, 8
"""Shorter words are other words when one letter differs, or when two do."""

_LEAST = 0.1
"""The weight of a word that every customer has."""

PAIRS_SPOILT_BY_A_SLIP = 2
"""Two neighbours that are swapped spoil one more."""
SHORT_WORD = 5


@value
class Rarity:
    """How many customers there are, and how many have each word: said of all of them where only
    those are compared that can be meant."""

    customers: int
    having: Mapping[str, int]


class Vocabulary:
    """The words of these customers; without `rarity` they are all that there are."""

    def __init__(self, customers: Iterable[Company], rarity: Rarity | None = None) -> None:
        self.customers_with: dict[str, list[str]] = defaultdict(list)
        self._rarity = rarity
        self._number = 0
        self._labels: dict[str, list[str]] = defaultdict(list)
        for customer in customers:
            self._number += 1
            for word in dict.fromkeys(customer.parts.core):
                self.customers_with[word].append(customer.key)
            for short in short_names_of(customer):
                self._labels[short].append(customer.key)
        self._typos: dict[str, tuple[str, ...]] = {}

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return self._rarity.customers if self._rarity else self._number

    def weight(self, word: str) -> float:
        having = len(self.customers_with.get(word, ()))
        if self._rarity:
            having = max(having, self._rarity.having.get(word, 0))
        return log((1 + self.customers) / (1 + having)) + _LEAST

    def customers_short_for(self, word: str) -> list[str]:
        """The customers whom a word may stand for, as initials or by their website's name."""
        return self._labels.get(word, [])

    def almost(self, word: str) -> tuple[str, ...]:
        """Known words that the word may be a slip of; none for a word that is known."""
        if word in self.customers_with or len(word) < SHORTEST_WITH_SLIP:
            return ()
        if word not in self._typos:
            self._typos[word] = tuple(self._almost(word))
        return self._typos[word]

    def _almost(self, word: str) -> Iterator[str]:
        """Slips spoil so many pairs of letters at most, so that of one pair more one is left."""
        most = slips_allowed(word)
        pairs, spoilt = _pairs(word), PAIRS_SPOILT_BY_A_SLIP * most + 1
        least = len(pairs) - spoilt
        rarest = sorted(pairs, key=self._number_with)[: spoilt + 1]
        for other in self._about_as_long(word, most, rarest):
            allowed = min(most, slips_allowed(other))
            if len(pairs & _pairs(other)) >= least and is_typo_of(word, other, allowed):
                yield other

    def _about_as_long(self, word: str, most: int, pairs: Iterable[str]) -> set[str]:
        """The words that have one of the pairs, and differ by so few letters in length at most."""
        lengths = range(len(word) - most, len(word) + most + 1)
        return {
            other
            for pair in pairs
            for length in lengths
            for other in self._by_pair.get(pair, {}).get(length, ())
        }

    def _number_with(self, pair: str) -> int:
        return sum(map(len, self._by_pair.get(pair, {}).values()))

    @cached_property
    def _by_pair(self) -> dict[str, dict[int, list[str]]]:
        """The words by each pair of letters and by their length."""
        found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for word in self.customers_with:
            if len(word) >= SHORTEST_WITH_SLIP:
                for pair in _pairs(word):
                    found[pair][len(word)].append(word)
        return found


def slips_allowed(word: str) -> int:
    if len(word) >= SHORTEST_WITH_TWO:
        return 2
    return 1 if len(word) >= SHORTEST_WITH_SLIP else 0


@lru_cache(maxsize=100_000)
def _pairs(word: str) -> frozenset[str]:
    """The pairs of neighbouring letters, those at the ends with a blank."""
    return frozenset(map("".join, pairwise(f" {word} ")))


def short_names_of(customer: Company) -> set[str]:
    """The initials of the name, and how the name of the website begins, up to five letters."""
    initials = "".join(word[0] for word in customer.parts.core)
    label = customer.domain.partition(".")[0].replace("-", "")
    begins = {label[:length] for length in range(2, SHORT_WORD + 1) if len(label) >= length}
    return begins | ({initials[:SHORT_WORD]} if len(initials) > 1 else set())
