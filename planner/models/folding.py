"""How names are put in order and found: the one folding of the program, the same on every database.

Lists sort by `folded_name`, which is stored beside each name, and searches look into it. Libraries
for it would need a stored key too: SQLite has no collations of languages, and PostgreSQL has those
that it was built with. An A with dots stands with the other As, as in a German dictionary.
"""

import re
import unicodedata

_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛ʼʹ`´′＇", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "þ": "th"}
    | {"ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ĸ": "k"}
)
_IN_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe"})
_NUMBER = re.compile("[0-9]+")
_INSIDE = re.compile("(?<=[^0-9])(?=[0-9])")
_LONGEST_NUMBER = 15
_APART = "\n"


def fold(text: str) -> str:
    """`Österreichische Straßenbau` becomes `osterreichische strassenbau`: without case, accents,
    dots and signs that nobody sees, and with one sign for all quotes and all dashes."""
    if text.isascii():
        return text.translate(_SIGNS).casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold()
    return "".join(letter for letter in decomposed.translate(_LETTERS) if not _is_unseen(letter))


def fold_in_two_letters(text: str) -> str:
    """`Müller` becomes `mueller`."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return fold(composed.translate(_IN_TWO_LETTERS))


def _is_unseen(letter: str) -> bool:
    """Whether it is an accent of the letter before, or nothing that can be seen by itself."""
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == "Cf"


def folded_name(name: str) -> str:
    """A name as lists sort by it, and behind it once more in two letters if it has umlauts.

    Before each number stands a sign for how long it is, so that 9 comes before 10.
    """
    spellings = dict.fromkeys((fold(name), fold_in_two_letters(name)))
    return _APART.join(_NUMBER.sub(_with_length, " ".join(each.split())) for each in spellings)


def first_spelling(folded_name: str) -> str:
    """The name folded once."""
    return folded_name.partition(_APART)[0]


def _with_length(number: re.Match[str]) -> str:
    """Signs that stand before the blank and that nobody can type."""
    return chr(0x10 + min(len(number.group()), _LONGEST_NUMBER)) + number.group()


def like_patterns(text: str) -> list[tuple[str, ...]]:
    """For each word of `text` what LIKE looks for in a `folded_name`, with `/` as the escape: one
    of the patterns must fit. The order of the words, and commas between them, say nothing."""
    return [tuple(map(_pattern, spellings)) for spellings in _words(text)]


def has_words(name: str, text: str) -> bool:
    """Whether a search for `text` finds the name, as in the database."""
    known = f"{fold(name)}{_APART}{fold_in_two_letters(name)}"
    return all(any(each in known for each in spellings) for spellings in _words(text))


def _words(text: str) -> list[tuple[str, ...]]:
    """Each word in its spellings: `Müller` finds who writes it with `u`, `ü` or `ue`."""
    words = dict.fromkeys(word.strip(",;") or word for word in text.split())
    spelt = (dict.fromkeys((fold(word), fold_in_two_letters(word))) for word in words)
    return [tuple(spellings) for spellings in spelt if all(spellings)]


def _pattern(word: str) -> str:
    """The sign before a number inside of the word may be any."""
    escaped = re.sub("([%_/])", r"/\1", word)
    return f"%{_INSIDE.sub('_', escaped)}%"
