"""The input for a day."""

from typing import Any

from flask_babel import gettext
from wtforms import DateField
from wtforms.validators import InputRequired, Optional

from planner.translation import lazy as _


class DayField(DateField):
    """A calendar day, as browsers send it (2026-03-14) or as people write it (14.3.2026)."""

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        validators = [InputRequired(_("Choose a day.")) if required else Optional()]
        super().__init__(label, validators, format=["%Y-%m-%d", "%d.%m.%Y"], **named)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as error:
            raise ValueError(
                gettext("There is no such day. Write it as 2026-03-14 or 14.03.2026.")
            ) from error
