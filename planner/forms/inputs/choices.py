"""Inputs that offer something to choose from."""

import enum
from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext
from wtforms import SelectField, SelectMultipleField, widgets
from wtforms.validators import InputRequired, Optional, ValidationError

from planner.translation import lazy as _
from planner.words.kinds import word

ChoicePairs = Sequence[tuple[int, str]]


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

    def without(self, *members: enum.StrEnum) -> None:
        """Do not offer these; whether somebody may choose them the action says."""
        self.choices = [pair for pair in self._all() if pair[0] not in members]

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

    def offer(self, choices: ChoicePairs) -> None:
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


class OfferedField(SelectField):
    """One of the texts that the view offers, or none; `offer` sets them and what they stand for."""

    def __init__(self, label: Any, *, nothing: str, **named: Any) -> None:
        self.nothing = nothing
        self.offered: set[str] = set()
        self.of: Callable[[str], str] = str
        super().__init__(label, choices=[], default="", **named)

    def offer(self, choices: Sequence[tuple[str, str]], of: Callable[[str], str] = str) -> None:
        self.offered = {value for value, _text in choices}
        self.choices = [("", str(self.nothing)), *choices]
        self.of = of

    def pre_validate(self, _form: object) -> None:
        if self.data and self.data not in self.offered:
            raise ValidationError(gettext("Choose one of the list."))
        if self.data:
            self.data = self.of(self.data)


class ChoicesField(SelectMultipleField):
    """Any number of the things that the view offers, by id, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(self, label: Any, **named: Any) -> None:
        self.offered: set[int] = set()
        super().__init__(label, coerce=int, choices=[], **named)

    def offer(self, choices: ChoicePairs) -> None:
        self.offered = {identity for identity, _name in choices}
        self.choices = list(choices)

    def pre_validate(self, _form: object) -> None:
        if not self.offered.issuperset(self.data or ()):
            raise ValidationError(gettext("Choose from the list."))


def _identity(value: Any) -> int | None:
    return None if value in (None, "") else int(value)
