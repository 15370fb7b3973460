"""Countries by their English or German names, as two letters of ISO 3166."""

import re
from functools import cache

from babel import Locale

from planner.imports.matching import fold_name

_CODE = re.compile(r"[A-Z]{2}")
# Regions and places of the CLDR's list that ISO 3166 does not know.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN"} | {
    "XA", "XB", "XK", "ZZ",
}  # fmt: skip
_ALSO = {
    "america": "US", "usa": "US", "u.s.a.": "US", "u.s.": "US",
    "unitedstatesofamerica": "US", "uk": "GB", "england": "GB", "greatbritain": "GB",
    "holland": "NL", "czechrepublic": "CZ", "turkey": "TR", "southkorea": "KR",
}  # fmt: skip
ASSUMED = {"korea": "KR"}
"""Names that fit two countries, with the one that business is usually done with."""


def country_code(name: str) -> str | None:
    """The code of a country by its name in either language or by the code itself."""
    if name.upper() in _names().values():
        return name.upper()
    return _names().get(fold_name(name)) or ASSUMED.get(fold_name(name))


def is_assumed(name: str) -> bool:
    """Whether the name only hints at a country, so that the guess has to be reported."""
    return fold_name(name) in ASSUMED


@cache
def _names() -> dict[str, str]:
    names = dict(_ALSO)
    for language in ("de", "en"):
        for code, name in Locale(language).territories.items():
            if _CODE.fullmatch(code) and code not in _NO_COUNTRIES:
                names[fold_name(name)] = code
    return names
