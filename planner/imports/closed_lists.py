"""Values of closed lists by what tables call them: their words in every language, and others."""

import enum
from functools import cache

from planner.imports.recognising.headings import folded
from planner.models.kinds import Role, Stage
from planner.words import LANGUAGES, speaking, word

_OTHER_WORDS: dict[type[enum.StrEnum], dict[str, enum.StrEnum]] = {
    Role: {
        **dict.fromkeys(
            ("generalistin", "keyaccountmanager", "vertrieb", "sales"), Role.GENERALIST
        ),
        **dict.fromkeys(("spezialistin", "spezialist"), Role.SPECIALIST),
        **dict.fromkeys(("teamleiter", "teamleiterin", "teamleader"), Role.TEAM_LEAD),
        "sponsor": Role.EXECUTIVE_SPONSOR,
    }
}


def role_of(text: str) -> Role | None:
    """What somebody is here; None if nothing is called so."""
    found = _by_word(Role).get(folded(text))
    return Role(found) if found else None


def stage_of(text: str) -> Stage | None:
    """How far a customer is; None if nothing is called so."""
    found = _by_word(Stage).get(folded(text))
    return Stage(found) if found else None


@cache
def _by_word(of: type[enum.StrEnum]) -> dict[str, enum.StrEnum]:
    found = {folded(member.value): member for member in of}
    for code in LANGUAGES:
        with speaking(code):
            found |= {folded(word(member)): member for member in of}
    return found | _OTHER_WORDS.get(of, {})
