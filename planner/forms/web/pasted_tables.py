"""A table that is pasted, or sent as a file, and what is said about it as a whole."""

from typing import Any

from flask_babel import gettext
from flask_wtf.file import FileField
from wtforms import BooleanField, TextAreaField
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.insights import grids
from planner.translation import lazy as _

LONGEST_TABLE = 1_800_000
"""In characters; a field of a form has to hold it."""


class PastedTableForm(Form):
    """`text` is the table, after `validate` also where it was sent as a file."""

    text = TextAreaField(
        _("Table"), render_kw={"rows": 12, "class_": "form-control", "spellcheck": "false"}
    )
    file = FileField(_("Or a CSV file"), render_kw={"accept": ".csv,.tsv,.txt,text/*"})
    invites = BooleanField(_("Make everybody with an address a link to set a password"))

    def validate_file(self, field: Any) -> None:
        if not field.data:
            return
        data = field.data.stream.read(4 * LONGEST_TABLE)
        if grids.is_workbook(data):
            raise ValidationError(
                gettext("This is a workbook. Copy its cells and paste them, or save it as CSV.")
            )
        self.text.data = grids.decoded(data)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        self.text.data = (self.text.data or "").replace("\r\n", "\n").replace("\x00", "")
        if good and not self.text.data.strip():
            self.text.errors = [gettext("Paste a table, or choose a file.")]
        elif len(self.text.data.encode()) > LONGEST_TABLE:
            self.text.errors = [gettext("This is too much at once. Bring it in in parts.")]
        return good and not self.text.errors
