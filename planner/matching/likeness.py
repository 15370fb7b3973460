"""How likely a company is a customer, by the words that both names have.

Each word weighs the more the fewer customers have it. A word that only the lead has weighs most,
whatever it is: it tells sisters and branches in other regions apart ("Leasing", "Tirol"). What
follows a word for a branch, or stands in brackets at the end, says where somebody sits and weighs
nothing.
"""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from planner.matching.cities import CITIES
from planner.matching.companies import Company
from planner.matching.edits import is_typo_of, similarity
from planner.matching.legal_forms import LEGAL_FORMS
from planner.matching.names import Core, name_of, spellings
from planner.matching.vocabulary import SHORT_WORD, Rarity, Vocabulary
from planner.matching.writing import Writing, written_as
from planner.rating.value import value

LIKELY = 0.65
"""So much of a lead's words the customer has, at least."""

SURELY = 0.9
"""From so much on nobody looks for another way of writing."""

CLOSEST_BY_LETTERS = 12
"""Of the customers with words in common so many are looked at closely."""

COMMON = 0.05
"""A word that more than this part of the customers has finds nobody by itself."""

_FORM, _SLIP, _SHORT = 0.97, 0.9, 0.8
"""What a word counts that has another ending, is almost another, or short for it."""

SHORTEST_LONG_FORM = 7
SHORTEST_WITH_ENDING, LONGEST_ENDING = 5, 2
SHORTEST_SHORT, LETTERS_SAVED = 2, 4

_LONG_FORMS = frozenset(
    word
    for text in LEGAL_FORMS
    for word in spellings(text)[0].split()
    if len(word) >= SHORTEST_LONG_FORM
)

_WITHIN_FORMS = frozenset({"mit", "auf"})

_BRANCH = re.compile(
    r"[\s,;(–-]+(?:zweig(?:stelle|niederlassung)|filiale|niederlassung|standort|geschäftsstelle|"
    r"betriebsstätte|aussenstelle|außenstelle|werk|büro|branch|office)\b.*$|\s*\([^()]*\)\s*$",
    re.IGNORECASE,
)


@value
class Likeness:
    customer: str
    score: float
    evidence: str


class Likelihood:
    """Finds the customers that a company may be."""

    def __init__(self, customers: Mapping[str, Company], rarity: Rarity | None = None) -> None:
        self._customers = customers
        self._vocabulary = Vocabulary(customers.values(), rarity)
        self._writing = Writing(customers.values())

    def like(self, company: Company) -> Iterator[Likeness]:
        """Customers whose names have most of the company's words, or who are written almost like
        it; in no order."""
        name = name_of(_BRANCH.sub("", company.name) or company.name)
        by_words = list(self._by_words(_without_slips_in_forms(name.core)))
        yield from by_words
        if max((each.score for each in by_words), default=0) < SURELY:
            for key, alike in self._writing.like(name):
                if Counter(name.numbers) == Counter(self._customers[key].parts.numbers):
                    yield Likeness(key, alike, "written_alike")

    def _by_words(self, words: Core) -> Iterator[Likeness]:
        overlaps = self._overlaps(words)
        for key in heapq.nlargest(CLOSEST_BY_LETTERS, overlaps, key=overlaps.__getitem__):
            likeness = self._compared(words, self._customers[key])
            if likeness.score >= LIKELY:
                yield likeness

    def similarity(self, company: Company, customer: Company) -> float:
        """How alike two cores are written, from 0 to 1."""
        pairs = zip(written_as(company.parts), written_as(customer.parts), strict=True)
        return max(similarity(mine, theirs) for mine, theirs in pairs)

    def _overlaps(self, words: Core) -> dict[str, float]:
        """The weight of the words in common, by customer."""
        found: dict[str, float] = defaultdict(float)
        vocabulary = self._vocabulary
        few = COMMON * vocabulary.customers + CLOSEST_BY_LETTERS
        for word in dict.fromkeys(words):
            for known in (word, *vocabulary.almost(word)):
                having = vocabulary.customers_with.get(known, ())
                if len(having) <= few or len(words) == 1:
                    weight = vocabulary.weight(known)
                    for key in having:
                        found[key] += weight
            if len(word) <= SHORT_WORD:
                for key in vocabulary.customers_short_for(word)[:CLOSEST_BY_LETTERS]:
                    found[key] += 1
        return found

    def _compared(self, words: Core, customer: Company) -> Likeness:
        matches = [self._match(word, customer) for word in words]
        covered = {match for match, _ in matches}
        weights = {word: self._vocabulary.weight(word) for word in customer.parts.core}
        of_theirs = sum(weights[word] for word in weights if word in covered)
        part_of_theirs = of_theirs / (sum(weights.values()) or 1)
        if part_of_theirs == 1 and words[-1] in CITIES and not matches[-1][0]:
            matches.pop()  # the whole name, and where they sit
        found = sum(self._weight_of(match) * part for match, part in matches)
        mine = sum(self._weight_of(match) for match, _ in matches)
        score = found / mine * (0.8 + 0.2 * part_of_theirs) if mine else 0.0
        return Likeness(customer.key, score, "words_in_common")

    def _weight_of(self, match: str) -> float:
        """The weight of the customer's word, or that of a word which the customer has not."""
        return self._vocabulary.weight(match)

    def _match(self, word: str, customer: Company) -> tuple[str, float]:
        """The customer's word that a word is, and how surely; an empty one if there is none."""
        theirs = customer.parts.core
        if word in theirs:
            return word, 1.0
        for known in self._vocabulary.almost(word):
            if known in theirs:
                return known, _SLIP
        for known in theirs:
            if is_form_of(word, known):
                return known, _FORM
        if len(word) <= SHORT_WORD:
            return self._short_match(word, customer)
        return "", 0.0

    def _short_match(self, word: str, customer: Company) -> tuple[str, float]:
        """A short word that stands for a long one (NÖ, Stmk), or for the customer itself (RLB)."""
        theirs = customer.parts.core
        if theirs and customer.key in self._vocabulary.customers_short_for(word):
            return theirs[0], _SHORT
        for known in theirs:
            if is_short_for(word, known):
                return known, _SHORT
        return "", 0.0


def _without_slips_in_forms(words: Core) -> Core:
    """Without what is of a long legal form but for a slip ("Aktienngesellschaft")."""
    return (*words[:1], *(word for word in words[1:] if not _is_slip_in_form(word)))


@lru_cache(maxsize=50_000)
def _is_slip_in_form(word: str) -> bool:
    return word in _WITHIN_FORMS or any(is_typo_of(word, form, 2) for form in _LONG_FORMS)


def is_form_of(word: str, other: str) -> bool:
    """Whether the two are one word with another ending: Versicherung, Versicherungs-."""
    shorter, longer = sorted((word, other), key=len)
    is_long = len(shorter) >= SHORTEST_WITH_ENDING
    return is_long and longer.startswith(shorter) and len(longer) - len(shorter) <= LONGEST_ENDING


def is_short_for(word: str, longer: str) -> bool:
    """Whether the letters of a word stand in a much longer one in their order, the first at its
    beginning."""
    if len(word) < SHORTEST_SHORT or len(longer) < len(word) + LETTERS_SAVED:
        return False
    letters = iter(longer)
    return word[0] == longer[0] and all(letter in letters for letter in word)
