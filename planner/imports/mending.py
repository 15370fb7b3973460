"""Mends text that was decoded wrongly once: `CafÃ©` was `Café`."""

import re

_SIGNS_OF_IT = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5\u00e2][\u0080-\u00bf\u2010-\u20ac\u0152-\u02dc]"
)


def mended(text: str) -> str:
    """The text as it was meant; as it stands if it was not decoded wrongly."""
    if not _SIGNS_OF_IT.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(sign: str) -> bytes:
    """The byte that a program took for this sign; Windows leaves five of them without one."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")
