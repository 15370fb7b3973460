"""The input for those who sell to the customer beside us."""

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from planner.forms.inputs.texts import clean_text

_LINE = re.compile(r"(?P<name>.*?\S)(?:[\s:;,]+(?P<share>\d{1,3}(?:[.,]\d{1,4})?)\s*%?)?\Z")
_LONGEST = 200
_WHOLE = Decimal(100)


class CompetitorsField(TextAreaField):
    """One a line, with its share in percent where it is known; None without any.

    The data are as plan files have them: `{"name": "Nordbank", "share": 0.4}`.
    """

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(_written(each) for each in self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        lines = (clean_text(line) for line in valuelist[0].splitlines())
        self.data = [_read(line) for line in lines if line] or None

    def pre_validate(self, _form: object) -> None:
        for each in self.data or ():
            if len(each["name"]) > _LONGEST:
                raise ValidationError(gettext("This is longer than the name of a competitor."))
            if each.get("share", 0) > 1:
                raise ValidationError(gettext("Nobody has more than 100 percent."))


def _written(competitor: dict[str, Any]) -> str:
    share = competitor.get("share")
    if share is None:
        return str(competitor["name"])
    percent = (Decimal(str(share)) * _WHOLE).normalize()
    return f"{competitor['name']} {percent:f} %"


def _read(line: str) -> dict[str, Any]:
    found = _LINE.match(line)
    share = found and found["share"]
    if not found or share is None:
        return {"name": line}
    part = Decimal(share.replace(",", ".")) / _WHOLE
    return {"name": found["name"], "share": float(part)}
