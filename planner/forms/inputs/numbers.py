"""The input for a number."""

from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from flask_babel import get_locale, gettext
from wtforms import Field, widgets
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

from planner.models.types import LARGEST_AMOUNT
from planner.translation import lazy as _


class NumberField(Field):
    """An amount in the form of the person's language: 1,234.50 in English, 1.234,50 in German."""

    widget = widgets.TextInput()

    def __init__(
        self,
        label: Any,
        *,
        required: bool = False,
        least: int | None = None,
        most: int = LARGEST_AMOUNT - 1,
        percent: bool = False,
        **named: Any,
    ) -> None:
        self.factor = 100 if percent else 1
        lower = -most if least is None else least
        message = (
            _("Write a number from %(min)s to %(max)s.")
            if least is None or most < LARGEST_AMOUNT - 1
            else _("Write a number from %(min)s up.")
        )
        if percent:
            message = _("Write a share from 0 to 100 percent.")
        validators = [
            InputRequired(_("Write a number.")) if required else Optional(),
            NumberRange(lower, most, message),
        ]
        named.setdefault("render_kw", {"inputmode": "decimal"})
        super().__init__(label, validators, **named)

    def pre_validate(self, _form: object) -> None:
        if self.process_errors:
            raise StopValidation  # what is no number is not also out of range

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        shown = Decimal(self.data) * self.factor
        return str(
            format_decimal(
                shown, locale=get_locale(), decimal_quantization=False, group_separator=False
            )
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            self.data = None
            return
        try:
            number = parse_decimal(text, locale=get_locale(), strict=True)
        except NumberFormatError as error:
            example = format_decimal(Decimal("1234.5"), locale=get_locale())
            raise ValueError(
                gettext("This is not a number. Write it like %(example)s.", example=example)
            ) from error
        if not number.is_finite():
            raise ValueError(gettext("Write a number."))
        self.data = number / self.factor
