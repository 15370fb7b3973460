"""Currencies by their codes, signs, and English or German names, as three letters of ISO 4217."""

from functools import cache

from babel import Locale

from planner.imports.matching import fold_name

_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "us$": "USD",
    "$": "USD",
    "chf": "CHF",
    "sfr.": "CHF",
    "fr.": "CHF",
}


def currency_code(text: str) -> str | None:
    """The code of a currency; None if nothing is called so."""
    return _names().get(fold_name(text))


def is_currency(code: str) -> bool:
    """Whether there is a currency with this code."""
    return code in Locale("en").currencies


@cache
def _names() -> dict[str, str]:
    names = dict(_SIGNS)
    for language in ("de", "en"):
        for code, name in Locale(language).currencies.items():
            names[fold_name(name)] = names[code.casefold()] = code
    return names
