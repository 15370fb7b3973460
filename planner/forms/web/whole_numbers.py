"""A number without decimals, in the form of the person's language."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext

from planner.forms.inputs import NumberField


class WholeNumberField(NumberField):
    """1,234 in English, 1.234 in German; what has decimals is refused. Its data are an int."""

    def __init__(
        self, label: Any, *, least: int, most: int, required: bool = True, **named: Any
    ) -> None:
        mode = "text" if least < 0 else "numeric"  # digits alone have no minus
        named.setdefault("render_kw", {"inputmode": mode, "size": 6})
        super().__init__(label, required=required, least=least, most=most, **named)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is None:
            return
        number = Decimal(self.data)
        if number != number.to_integral_value():
            self.data = None
            raise ValueError(gettext("Write a whole number."))
        self.data = int(number)
