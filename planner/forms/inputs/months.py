"""A month, where a day would say more than people know."""

import datetime
from collections.abc import Iterator
from typing import Any

from babel.dates import format_skeleton
from flask_babel import gettext
from wtforms import SelectField
from wtforms.validators import InputRequired, ValidationError

from planner.translation import language, lazy as _


class MonthField(SelectField):
    """A day, chosen by its month: its last one. A day that holds already stays what it is, as long
    as its month is the one that is chosen. `offer` says from which month to which."""

    def __init__(self, label: Any, **named: Any) -> None:
        self.offered: set[datetime.date] = set()
        validators = [InputRequired(_("Choose a month."))]
        super().__init__(label, validators, coerce=_day, choices=[], **named)

    def offer(self, first: datetime.date, last: datetime.date) -> None:
        """All months from that of the one day to that of the other, and the one that holds."""
        kept = [day for day in (self.object_data,) if isinstance(day, datetime.date)]
        taken = {(day.year, day.month) for day in kept}
        others = [day for day in _ends(first, last) if (day.year, day.month) not in taken]
        days = sorted([*kept, *others])
        self.offered = set(days)
        prompt = [] if self.data else [("", gettext("Month"))]
        self.choices = [*prompt, *((day.isoformat(), _in_words(day)) for day in days)]

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Choose one of the list.")) from error

    def pre_validate(self, _form: object) -> None:
        if self.data is not None and self.data not in self.offered:
            raise ValidationError(gettext("Choose one of the list."))


def _day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.date) or value in (None, ""):
        return value or None
    return datetime.date.fromisoformat(value)


def _ends(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """The last day of each of these months."""
    month = first.replace(day=1)
    while month <= last:
        following = (month + datetime.timedelta(days=31)).replace(day=1)
        yield following - datetime.timedelta(days=1)
        month = following


def _in_words(day: datetime.date) -> str:
    return str(format_skeleton("yMMM", day, locale=language()))
