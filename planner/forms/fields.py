"""Fields that read what people write: numbers and days in their own form, texts to the letter."""

import datetime
import enum
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from flask_babel import get_locale, gettext
from wtforms import (
    DateField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
    ValidationError,
)

from planner.models.mixins import LINE_LENGTH
from planner.models.types import LARGEST_AMOUNT
from planner.translation import lazy as _
from planner.words import word

LONGEST_TEXT = 100_000
Choices = Sequence[tuple[int, str]]


def clean_text(text: str | None) -> str | None:
    """One kind of line end, nothing that a database cannot keep, and None for nothing."""
    if text is None:
        return None
    cleaned = text.replace("\r\n", "\n").replace("\x00", "")
    return cleaned if cleaned.strip() else None


def _on_one_line(_form: object, field: Field) -> None:
    if field.data and ("\n" in field.data or "\r" in field.data):
        raise ValidationError(gettext("Write this on one line."))


class LineField(StringField):
    """One line of text of at most 200 characters; nothing becomes None."""

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        longest = named.pop("longest", LINE_LENGTH)
        validators = [
            DataRequired(_("Fill this in.")) if required else Optional(),
            Length(max=longest, message=_("Use at most %(max)d characters.")),
            _on_one_line,
        ]
        named.setdefault("filters", [clean_text])
        super().__init__(label, [*validators, *named.pop("also", [])], **named)


class TextField(TextAreaField):
    """A text of any number of lines, kept to the letter; nothing becomes None."""

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        validators = [
            DataRequired(_("Fill this in.")) if required else Optional(),
            Length(max=LONGEST_TEXT, message=_("Use at most %(max)d characters.")),
        ]
        named.setdefault("render_kw", {"rows": 3})
        super().__init__(label, validators, filters=[clean_text], **named)


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


class EnumField(SelectField):
    """One of the values of a closed list, in the person's language."""

    def __init__(
        self,
        label: Any,
        of: type[enum.StrEnum],
        *,
        optional: bool = False,
        nothing: str = _("(none)"),
        **named: Any,
    ) -> None:
        self.of = of
        self.nothing = nothing
        self.optional = optional
        super().__init__(label, choices=self._all, coerce=self._coerce, **named)

    def _coerce(self, value: Any) -> enum.StrEnum | None:
        return self.of(value) if value else None

    def _all(self) -> list[tuple[str, str]]:
        nothing = [("", str(self.nothing))] if self.optional else []
        return nothing + [(member.value, word(member)) for member in self.of]

    def pre_validate(self, _form: object) -> None:
        if self.data is None and not self.optional:
            raise ValidationError(gettext("Choose one of the list."))

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Choose one of the list.")) from error


class ChoiceField(SelectField):
    """One of the things that the view offers, by id; `offer` sets them."""

    def __init__(
        self, label: Any, *, required: bool = False, nothing: str = _("(none)"), **named: Any
    ) -> None:
        self.required = required
        self.nothing = nothing
        self.offered: set[int] = set()
        validators = [InputRequired(_("Choose one of the list."))] if required else [Optional()]
        super().__init__(label, validators, coerce=_identity, choices=[], **named)

    def offer(self, choices: Choices) -> None:
        self.offered = {identity for identity, _name in choices}
        self.choices = [*self._nothing(), *choices]

    def _nothing(self) -> list[tuple[Any, str]]:
        """What stands for no choice; where one is required, a prompt until it is made."""
        if self.required:
            return [] if self.data else [("", gettext("Choose …"))]
        return [("", str(self.nothing))]

    def pre_validate(self, _form: object) -> None:
        if self.data is not None and self.data not in self.offered:
            raise ValidationError(gettext("Choose one of the list."))


class ChoicesField(SelectMultipleField):
    """Any number of the things that the view offers, by id, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(self, label: Any, **named: Any) -> None:
        self.offered: set[int] = set()
        super().__init__(label, coerce=int, choices=[], **named)

    def offer(self, choices: Choices) -> None:
        self.offered = {identity for identity, _name in choices}
        self.choices = list(choices)

    def pre_validate(self, _form: object) -> None:
        if not self.offered.issuperset(self.data or ()):
            raise ValidationError(gettext("Choose from the list."))


def _identity(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


def day_order(start: datetime.date | None, end: datetime.date | None) -> bool:
    """Whether a start comes before its end; one that is missing does not stand in the way."""
    return start is None or end is None or start < end
