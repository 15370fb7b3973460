"""Texts that are translated when they are shown, and the language they are shown in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import cast

import flask_babel
from flask_babel import force_locale, get_locale, ngettext
from flask_babel.speaklater import LazyString

__all__ = [
    "LANGUAGES",
    "forget_language",
    "gettext",
    "language",
    "lazy",
    "ngettext",
    "remember_language",
    "speaking",
]

LANGUAGES = {"de": "Deutsch", "en": "English"}

# Asked for hundreds of times while a page is made; finding it out anew takes longer each time
# than looking up the text.
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def gettext(message: str, **values: object) -> str:
    """The text in the language that is spoken here, with the values put in."""
    # Beside an application there are no catalogues, and so nothing to remember.
    said = _said(language(), message) if get_locale() else flask_babel.gettext(message)
    return said % values if values else said


@lru_cache(8192)
def _said(code: str, message: str) -> str:
    with speaking(code):
        return str(flask_babel.gettext(message))


def lazy(message: str, **values: object) -> str:
    """A text in the language of whoever will read it; it behaves as a string."""
    return cast(str, LazyString(gettext, message, **values))


def language() -> str:
    """The code of the language that is spoken here: `de` or `en`."""
    return _spoken.get() or str(get_locale() or "en")


def remember_language() -> None:
    """Keep the language that was found for this request until `forget_language`."""
    _spoken.set(str(get_locale() or "en"))


def forget_language() -> None:
    _spoken.set(None)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say what is inside in this language, whoever asks."""
    token = _spoken.set(code)
    try:
        with force_locale(code):
            yield
    finally:
        _spoken.reset(token)
