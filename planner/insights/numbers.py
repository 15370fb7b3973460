"""Numbers as people write, paste and read them, in German and in English.

A number is never guessed. The sign that groups digits in the writer's language does so; its decimal
sign with exactly three digits behind it may come from the other language, and is asked back.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_POINTS = {"de": ",", "en": "."}
"""What stands before the decimals, by language."""
_ZEROS = {
    "tsd": 3, "tausend": 3, "thousand": 3,
    "mn": 6, "mio": 6, "million": 6, "millions": 6, "millionen": 6,
    "bn": 9, "mrd": 9, "milliarde": 9, "milliarden": 9,
    "bio": 12, "billionen": 12, "trillion": 12,
}  # fmt: skip
"""How many zeros a word stands for."""
_LETTERS = {"k": 3, "K": 3, "M": 6, "B": 9}  # a small m may be metres, and T€ are thousands
_BILLION = {"de": 12, "en": 9}

_CURRENCY = r"(?:(?:US|CA|MX|NZ|HK|NT|CN|A|R)?[€$£¥₣₹₩₪₫₺₽₴₱]|[A-Z]{3}|Fr\.)?"
_WORD = rf"(?i:{'|'.join([*sorted(_ZEROS, reverse=True), 'billion'])})|{'|'.join(_LETTERS)}"
_WRITTEN = re.compile(
    rf"{_CURRENCY}\s*(?P<sign>[-+−–]?)\s*{_CURRENCY}\s*(?P<digits>[0-9.,](?:[0-9.,'’\s]*[0-9])?)"
    rf"\s*(?:(?P<word>{_WORD})\.?)?\s*{_CURRENCY}"
)
_WHOLE = re.compile(r"[0-9]+")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[\s'’][0-9]{3})+(?:[.,][0-9]+)?")
_GROUPS = r"[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})"
_GROUPED = re.compile(rf"{_GROUPS}+")
_WITH_BOTH = re.compile(rf"{_GROUPS}*(?!(?P=group))(?P<point>[.,])[0-9]+")
_WITH_ONE = re.compile(r"[0-9]*(?P<sign>[.,])[0-9]+")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


class NotANumber(ValueError):
    """What was written is no number."""


@dataclass
class TwoReadings(ValueError):
    """What was written can be two numbers, one with thousands and one with decimals."""

    thousands: Decimal
    decimals: Decimal


def read(text: str, language: str) -> Decimal:
    """The number that somebody wrote in this language, `de` or `en`; raise one of the above."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotANumber(text)
    factor = _factor(found["word"] or "", language) * (-1 if found["sign"] in set("-−–") else 1)
    try:
        return _value(found["digits"], language) * factor
    except TwoReadings as two:
        raise TwoReadings(two.thousands * factor, two.decimals * factor) from None


def unmistakable(text: str) -> str:
    """A number that we write, so that it cannot be read in two ways: 7.125 becomes 7.1250."""
    return f"{text}0" if is_ambiguous(text) else text


def is_ambiguous(text: str) -> bool:
    """Whether one sign with three digits behind it, as in 7.125, may group or begin decimals."""
    return _AMBIGUOUS.fullmatch(text.lstrip("-")) is not None


def _factor(word: str, language: str) -> Decimal:
    zeros = _LETTERS.get(word) or _ZEROS.get(word.lower(), 0)
    return Decimal(10) ** (_BILLION[language] if word.lower() == "billion" else zeros)


def _value(digits: str, language: str) -> Decimal:
    if _WHOLE.fullmatch(digits):
        return Decimal(digits)
    if _SPACED.fullmatch(digits):
        return _decimal(re.sub(r"[\s'’]", "", digits))
    if _GROUPED.fullmatch(digits):
        return Decimal(re.sub("[.,]", "", digits))
    if found := _WITH_BOTH.fullmatch(digits):
        return _decimal(digits.replace(found["group"], ""))
    if found := _WITH_ONE.fullmatch(digits):
        return _with_one_sign(digits, is_point=found["sign"] == _POINTS[language])
    raise NotANumber(digits)


def _with_one_sign(digits: str, *, is_point: bool) -> Decimal:
    is_group = _AMBIGUOUS.fullmatch(digits)
    thousands = Decimal(re.sub("[.,]", "", digits))
    if is_point and is_group:
        raise TwoReadings(thousands, _decimal(digits))
    if not is_point and not is_group:
        raise NotANumber(digits)
    return _decimal(digits) if is_point else thousands


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))
