"""What is looked for where one letter may be wrong."""

import re
from random import Random

from planner.models.searched_text import words_of

LETTERS = "abcdefgimnrst"


def is_like(text: str, pattern: str) -> bool:
    jokers = pattern.replace("%", ".*").replace("_", ".")
    return re.fullmatch(jokers, text) is not None


def spoilt(word: str, chance: Random) -> str:
    """The word with one letter wrong, missing, too many, or two that changed places."""
    place, letter = chance.randrange(len(word)), chance.choice(LETTERS)
    swapped = word[:place] + word[place + 1 : place + 2] + word[place : place + 1]
    return chance.choice(
        [
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            swapped + word[place + 2 :],
        ]
    )


def test_a_word_is_found_whichever_letter_of_it_is_wrong() -> None:
    """By the patterns themselves, and by both of the looks that come before them."""
    chance = Random(6)
    for _ in range(2_000):
        written = "".join(chance.choices(LETTERS, k=chance.randint(7, 11)))
        (typed,) = words_of(spoilt(written, chance))
        text = f" said {written} then "
        assert any(is_like(text, each) for each in typed.forgiving_patterns()), (written, typed)
        assert any(is_like(text, each) for each in typed.halves()), (written, typed)
        assert any(all(piece in text for piece in pieces) for pieces in typed.pieces())
