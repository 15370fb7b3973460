"""What the program says, in the language of the reader."""

import gettext
from collections.abc import Callable

from planner import places

Say = Callable[..., str]


def speaker(language: str) -> Say:
    """`say("Sign %(name)s", name="…")` is what the page says for that text."""
    catalogue = gettext.translation("messages", places.TRANSLATIONS, [language], fallback=True)

    def say(message: str, **values: object) -> str:
        text = catalogue.gettext(message)
        return text % values if values else text

    return say
