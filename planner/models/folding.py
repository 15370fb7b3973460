"""Text as it is compared when people search: without case, accents, umlauts' dots and signs that
nobody sees, and with one sign for all quotes."""

import re
import unicodedata

_SINGLE, _DOUBLE = "‘’‚‛ʼʹ`´′＇", "“”„‟«»″"
_QUOTES = str.maketrans(dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"'))
_ALL_QUOTES = f"'\"{_SINGLE}{_DOUBLE}"


def fold(text: str) -> str:
    """`Österreichische Straßenbau` becomes `osterreichische strassenbau`, on every database."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_QUOTES))
    return "".join(letter for letter in decomposed if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    """Whether it is an accent of the letter before, or nothing that can be seen by itself."""
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == "Cf"


def like_pattern(text: str) -> str:
    """What has the text in it, for LIKE with `/` as the escape.

    For a quote any sign may stand: what was folded or typed before keeps the kind that it had.
    """
    escaped = re.sub("([%_/])", r"/\1", text)
    return f"%{re.sub('[' + _ALL_QUOTES + ']', '_', escaped)}%"
