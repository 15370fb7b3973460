"""The language in which a form was made, which goes along with it."""

from typing import Any

from wtforms import HiddenField

from planner.translation import LANGUAGES, language

NAME = "written_in"


def written_in(sent: Any) -> str:
    """The language of what was sent; where it does not say, the one that is spoken now."""
    said = sent.get(NAME) if sent else None
    return str(said) if said in LANGUAGES else language()


class WrittenInField(HiddenField):
    """What is restored into a form from a draft brings its language along."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] in LANGUAGES else language()
