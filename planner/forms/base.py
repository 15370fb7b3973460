"""What every form has in common."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from planner.forms.inputs import clean_text

Extra = Mapping[str, Sequence[Any]]


class Form(FlaskForm):
    """A form whose fields are named as the attributes of the model that they fill.

    `html_id` names its element on the page. The token against forgery is checked once for the
    whole application, so a form needs none of its own. `submission` tells a form that was sent
    twice from two forms that say the same.
    """

    class Meta:
        csrf = False

    submission = HiddenField(filters=[clean_text])

    html_id = "form"
    only_look = "only_look"
    """Sent along by somebody who wants to see the form again before it is saved."""

    def __init__(self, *arguments: Any, html_id: str | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)  # type: ignore[no-untyped-call]  # Flask-WTF has none
        if html_id is not None:
            self.html_id = html_id
        for field in self:  # two forms with a field of the same name can stand on one page
            field.id = field.label.field_id = f"{self.html_id}-{field.name}"
        if not self.submission.data:
            self.submission.data = uuid.uuid4().hex

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """Whether it can be saved, and is meant to be."""
        return super().validate(extra_validators) and self.only_look not in request.form

    def validate_submission(self, field: Field) -> None:
        if len(field.data) > 64:  # noqa: PLR2004 - the width of the column
            raise ValidationError

    def values(self, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
        """What was entered, by attribute of the model."""
        return {
            name: value for name, value in self.data.items() if name not in ("submission", *but)
        }

    @property
    def shown(self) -> list[Field]:
        """The fields that people see."""
        return [field for field in self if not isinstance(field, HiddenField)]
