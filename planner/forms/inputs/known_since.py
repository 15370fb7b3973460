"""The input for since when each of ours knows somebody at the customer."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.inputs.texts import clean_text
from planner.insights import days
from planner.translation import language

_DAY = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})"
_LINE = re.compile(rf"(?P<name>.*?\S)[\s:;,]+(?P<day>{_DAY})\Z")
_FORMS = {"de": "%d.%m.%Y"}


class KnownSinceField(TextAreaField):
    """One of ours a line, and behind the name the day; None without any.

    The data are as contacts keep them: `{"person": "anna", "on": "2026-03-14"}`, the person by the
    key that `offer` has for the name; before the form is validated, as it was typed.
    """

    data: Any
    names: Mapping[str, str] = {}

    def offer(self, names: Mapping[str, str]) -> None:
        """Who can be named: what they are called, by their keys."""
        self.names = names

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(self._written(each) for each in self.data or ())

    def _written(self, known: Mapping[str, str]) -> str:
        day = datetime.date.fromisoformat(known["on"])
        name = self.names.get(known["person"], known["person"])
        return f"{name} {day.strftime(_FORMS.get(language(), '%Y-%m-%d'))}"

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            lines = (clean_text(line.strip()) for line in valuelist[0].splitlines())
            self.data = [_read(line) for line in lines if line] or None

    def pre_validate(self, _form: object) -> None:
        if self.data:
            self.data = [{**each, "person": self._key(each["person"])} for each in self.data]
            self._refuse_repeats()

    def _refuse_repeats(self) -> None:
        people = [each["person"] for each in self.data]
        twice = next((person for person in people if people.count(person) > 1), None)
        if twice:
            name = self.names[twice]
            raise ValidationError(gettext("%(name)s stands here twice.", name=name))

    def _key(self, name: str) -> str:
        if name in self.names:
            return name
        keys = (key for key, called in self.names.items() if called.casefold() == name.casefold())
        found = next(keys, None)
        if found is None:
            raise ValidationError(
                gettext("“%(name)s” is none of those who can know the contact.", name=name)
            )
        return found


def _read(line: str) -> dict[str, str]:
    found = _LINE.match(line)
    if found is None:
        raise ValueError(gettext("Write the name and then the day, one of us a line."))
    day = days.written(found["day"], clock.today())
    if day is None:
        raise ValueError(gettext("There is no such day. Write it as 2026-03-14 or 14.03.2026."))
    return {"person": found["name"], "on": day.isoformat()}
