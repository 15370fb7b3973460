"""The input for a day."""

import datetime
from typing import Any

from flask_babel import gettext
from wtforms import DateField
from wtforms.validators import InputRequired, Optional

from planner import clock
from planner.insights import days
from planner.translation import lazy as _


class DayField(DateField):
    """A calendar day, as browsers send it (2026-03-14) or as people write it (14.3.2026, 14.3.26).

    A year that nobody means is refused; what holds already may be sent again all the same.
    """

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        validators = [InputRequired(_("Choose a day.")) if required else Optional()]
        super().__init__(label, validators, **named)

    def __call__(self, **named: Any) -> Any:
        """Browsers would drop what is no day, so that is shown as a text."""
        named.setdefault("type", "text" if self._unread else "date")
        return super().__call__(**named)

    @property
    def _unread(self) -> str:
        """What was typed and is no day."""
        return str(self.raw_data[0]) if self.raw_data and self.data is None else ""

    def _value(self) -> str:
        return self.data.isoformat() if self.data else self._unread

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return  # an address that does not speak of the day leaves what it usually is
        self.data = None
        if text := valuelist[0].strip():
            self.data = self._read(text)

    def _read(self, text: str) -> datetime.date:
        today = clock.today()
        day = days.written(text, today)
        if day is None:
            raise ValueError(gettext("There is no such day. Write it as 2026-03-14 or 14.03.2026."))
        if day != self.object_data and not days.is_plausible(day, today):
            raise ValueError(
                gettext(
                    "Choose a day of the years %(first)s to %(last)s.",
                    first=days.EARLIEST_YEAR,
                    last=days.latest_year(today),
                )
            )
        return day
