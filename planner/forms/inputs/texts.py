"""Inputs for texts, which are kept to the letter."""

from typing import Any

from flask_babel import gettext
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from planner.insights.lines import clean_line
from planner.models.mixins import LINE_LENGTH, TEXT_LENGTH
from planner.translation import lazy as _


def clean_text(text: str | None) -> str | None:
    """One kind of line end, nothing that a database cannot keep, and None for nothing."""
    if text is None:
        return None
    cleaned = text.replace("\r\n", "\n").replace("\x00", "")
    return cleaned if clean_line(cleaned) else None


def _one_line(text: str | None) -> str | None:
    """What is seen of a text of one line, and None for nothing."""
    return clean_line(text or "") or None


def _on_one_line(_form: object, field: Field) -> None:
    if field.data and ("\n" in field.data or "\r" in field.data):
        raise ValidationError(gettext("Write this on one line."))


class LineField(StringField):
    """One line of at most 200 characters, without what nobody sees; nothing becomes None."""

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        longest = named.pop("longest", LINE_LENGTH)
        validators = [
            DataRequired(_("Fill this in.")) if required else Optional(),
            Length(max=longest, message=_("Use at most %(max)d characters.")),
            _on_one_line,
        ]
        named.setdefault("filters", [_one_line])
        super().__init__(label, [*validators, *named.pop("also", [])], **named)


class TextField(TextAreaField):
    """A text of any number of lines, kept to the letter; nothing becomes None."""

    def __init__(self, label: Any, *, required: bool = False, **named: Any) -> None:
        longest = named.pop("longest", TEXT_LENGTH)
        validators = [
            DataRequired(_("Fill this in.")) if required else Optional(),
            Length(max=longest, message=_("Use at most %(max)d characters.")),
        ]
        named.setdefault("render_kw", {"rows": 3})
        super().__init__(label, validators, filters=[clean_text], **named)


class SharedTextField(TextField):
    """A text that several people write at once: where they wrote at the same place, both stay."""
