"""Legal forms of companies and how they are written, each with its class.

Written in small letters with single letters joined (`g.m.b.h.` is `gmbh`); words in one spelling
or the other are made from these. The class None falls away without telling companies apart.
"""

from collections.abc import Mapping

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "gmbh": (
        *("gmbh", "g mbh", "gesmbh", "ges mbh", "gesellschaft mbh", "mbh"),
        "gesellschaft mit beschränkter haftung",
    ),
    "ag": ("ag", "aktiengesellschaft"),
    "kg": ("kg", "kommanditgesellschaft"),
    "kgaa": ("kgaa",),
    "ohg": ("ohg", "offene handelsgesellschaft"),
    "og": ("og", "offene gesellschaft"),
    "gbr": ("gbr", "gesbr", "gesellschaft bürgerlichen rechts"),
    "ek": ("ek", "eingetragener kaufmann"),
    "eu": ("eu", "eingetragenes unternehmen"),
    "eg": (
        *("eg", "egen", "e gen", "eingetragene genossenschaft", "regenmbh"),
        "registrierte genossenschaft mit beschränkter haftung",
    ),
    "ev": ("ev", "eingetragener verein"),
    "vvag": ("vvag", "vag", "versicherungsverein auf gegenseitigkeit"),
    "se": ("se",),
    "ug": ("ug", "ug haftungsbeschränkt"),
    "sa": ("sa",),
    "sarl": ("sarl",),
    "srl": ("srl",),
    "spa": ("spa",),
    "bv": ("bv",),
    "nv": ("nv",),
    "ab": ("ab",),
    "as": ("as",),
    "aps": ("aps",),
    "oy": ("oy", "oyj"),
    "ltd": ("ltd", "limited"),
    "plc": ("plc",),
    "inc": ("inc", "incorporated"),
    "llc": ("llc",),
    "doo": ("doo",),
}
_FALL_AWAY = ("co", "nfg")

LEGAL_FORMS: Mapping[str, str | None] = {
    **{spelling: form for form, spellings in _SPELLINGS.items() for spelling in spellings},
    **dict.fromkeys(_FALL_AWAY),
}
"""The class of each form by its words, which a blank stands between."""
