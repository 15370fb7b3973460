"""The input for a week."""

import datetime
from typing import Any

from flask_babel import gettext
from wtforms import Field, widgets
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError

from planner import clock
from planner.insights import days, weeks
from planner.translation import lazy as _
from planner.words.dates import exact_day


class WeekField(Field):
    """A week, as browsers send it (2026-W53) or by a day that lies in it; its data is a Monday."""

    widget = widgets.TextInput()

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        self.earliest: datetime.date | None = None
        self.latest: datetime.date | None = None
        validators = [InputRequired(_("Choose a week.")) if required else Optional()]
        super().__init__(label, validators, **named)

    def between(self, earliest: datetime.date, latest: datetime.date) -> None:
        """Take no week before or after these."""
        self.earliest, self.latest = earliest, latest

    def __call__(self, **named: Any) -> Any:
        """Browsers would drop what is no week, so that is shown as a text."""
        named.setdefault("type", "text" if self.process_errors else "week")
        return super().__call__(**named)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return weeks.name_of_week(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = _read(text) if text else None
        if text and self.data is None:
            raise ValueError(
                gettext("There is no such week. Write it as 2026-W25, or as a day that is in it.")
            )

    def pre_validate(self, _form: object) -> None:
        if self.process_errors:
            raise StopValidation  # what is no week is not also out of range
        first, last = self.earliest or self.data, self.latest or self.data
        if self.data and first and last and not first <= self.data <= last:
            raise ValidationError(
                gettext(
                    "Choose a week from the one of %(first)s to the one of %(last)s.",
                    first=exact_day(first),
                    last=exact_day(last),
                )
            )


def _read(text: str) -> datetime.date | None:
    """The Monday of what was written; None where there is no such week."""
    today = clock.today()
    day = weeks.week_named(text, today) or days.written(text, today)
    return weeks.week_of(day) if day else None
