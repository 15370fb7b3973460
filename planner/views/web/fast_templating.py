"""The two functions that templates call most, remembered.

A plan's page translates about 200 texts and builds about 150 addresses. Both depend on little, so
what they answered once is kept; measured, this takes a third off the time of that page.
"""

import re
from functools import lru_cache
from typing import Any

from flask import Flask, request, url_for
from flask_babel import get_translations
from jinja2.ext import Extension
from markupsafe import Markup

from planner.words import gettext, language, speaking

_INDENTATION = re.compile(r"\n[ \t]+")
_TEXTS = 8192
_ADDRESSES = 65536


class WithoutIndentation(Extension):
    """Leaves out how the lines of a template are indented, a fifth of the bytes of a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - as Jinja calls it
        is_page = name is not None and name.endswith(".html")
        return _INDENTATION.sub("\n", source) if is_page else source


def init_app(app: Flask) -> None:
    app.jinja_env.add_extension(WithoutIndentation)
    app.jinja_env.globals.update(
        _=text, gettext=text, ngettext=plural_text, url_for=address_of_endpoint, get_locale=language
    )


def text(message: str, **values: Any) -> Markup:
    """The text in the person's language; what is put into it is escaped."""
    if not values:
        return _plain_text(language(), message)
    return _template(language(), message) % values


def plural_text(singular: str, plural: str, num: int, **values: Any) -> Markup:
    """The same for a text that depends on a number, which stands in it as `num`."""
    # Which of the two it is depends on the number, so there is less to remember. Babel's own
    # `ngettext` would put in the number alone, and miss the other values.
    said = get_translations().ungettext(singular, plural, num)
    return Markup(said) % {"num": num, **values}  # noqa: S704 - the catalogues are ours


@lru_cache(_TEXTS)
def _template(locale: str, message: str) -> Markup:
    with speaking(locale):
        return Markup(gettext(message))  # noqa: S704 - the catalogues are ours


@lru_cache(_TEXTS)
def _plain_text(locale: str, message: str) -> Markup:
    return _template(locale, message) % {}


def address_of_endpoint(endpoint: str, **values: Any) -> str:
    """`url_for`, remembered for the same endpoint, values and mount point.

    With `_method` it is the address that a plain form posts to, as `MethodOverride` reads it.
    """
    return _address(request.script_root, endpoint, *values.items())


@lru_cache(_ADDRESSES)
def _address(_mounted_at: str, endpoint: str, *values: tuple[str, Any]) -> str:
    named = dict(values)
    found = url_for(endpoint, **named)
    # Flask itself only chooses between routes by the method; a plain form has to send it along.
    if method := named.get("_method"):
        found += f"{'&' if '?' in found else '?'}_method={method}"
    return found
