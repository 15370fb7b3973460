"""The inputs for numbers and for amounts of money."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from babel.numbers import format_decimal
from flask_babel import gettext
from wtforms import Field, widgets
from wtforms.utils import unset_value
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError

from planner.forms.inputs.languages import written_in
from planner.insights import numbers
from planner.models.types import LARGEST_AMOUNT
from planner.translation import lazy as _

_GROUPED_FROM = 10_000
_DECIMALS = 2
"""Of money."""


class NumberField(Field):
    """A number in the form of a language: 1,234.50 in English, 1.234,50 in German.

    That is the language in which the form was made: its sender may have changed theirs since. What
    the field itself has written is taken back as it is.
    """

    widget = widgets.TextInput()
    language = "en"

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
        self.least, self.most = -most if least is None else least, most
        validators = [InputRequired(_("Write a number.")) if required else Optional()]
        # Keyboards of phones that show digits alone have no minus and one decimal sign.
        named.setdefault("render_kw", {"inputmode": "text"})
        super().__init__(label, validators, **named)

    def process(
        self, formdata: Any, data: Any = unset_value, extra_filters: Sequence[Any] | None = None
    ) -> None:
        self.language = written_in(formdata)
        super().process(formdata, data, extra_filters)

    def pre_validate(self, _form: object) -> None:
        if self.process_errors:
            raise StopValidation  # what is no number is not also out of range
        number = cast("Decimal | int | None", self.data)
        if number is not None and not self.least <= number <= self.most:
            raise ValidationError(self._range())

    def _range(self) -> str:
        least, most = self._shown(self.least), self._shown(self.most)
        if self.factor != 1:
            return gettext("Write a share from %(min)s to %(max)s percent.", min=least, max=most)
        return gettext("Write a number from %(min)s to %(max)s.", min=least, max=most)

    def _shown(self, number: Decimal | int) -> str:
        shown = Decimal(number) * self.factor
        return format_decimal(
            shown, locale=self.language, group_separator=abs(shown) >= _GROUPED_FROM
        )

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self._written(self.data)

    def _written(self, number: Any) -> str:
        if number is None:
            return ""
        return self._plain(Decimal(number) * self.factor)

    def _plain(self, number: Decimal) -> str:
        """As it can be typed, in one way only."""
        text = format_decimal(
            number, locale=self.language, decimal_quantization=False, group_separator=False
        )
        return numbers.unmistakable(str(text))

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        if text == self._written(self.object_data):
            self.data = self.object_data
        else:
            self.data = self._read(text) if text else None

    def _read(self, text: str) -> Decimal:
        try:
            said = text.removesuffix("%") if self.factor != 1 else text
            return numbers.read(said, self.language) / self.factor
        except numbers.NotANumber as error:
            example = format_decimal(Decimal("1234.5"), locale=self.language)
            raise ValueError(
                gettext("This is not a number. Write it like %(example)s.", example=example)
            ) from error
        except numbers.TwoReadings as two:
            raise ValueError(
                gettext(
                    "This can be read as %(thousands)s or as %(decimals)s. Write the one you mean.",
                    thousands=self._plain(two.thousands),
                    decimals=self._plain(two.decimals),
                )
            ) from two


class MoneyField(NumberField):
    """An amount of money: a number of at most two decimals."""

    def _read(self, text: str) -> Decimal:
        amount = super()._read(text)
        if int(amount.normalize().as_tuple().exponent) < -_DECIMALS:
            raise ValueError(gettext("Write an amount with at most two decimals."))
        return amount
