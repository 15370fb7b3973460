"""Text as it is compared when people search: without case, accents and umlauts' dots."""

import unicodedata


def fold(text: str) -> str:
    """`Österreichische Straßenbau` becomes `osterreichische strassenbau`, on every database."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
