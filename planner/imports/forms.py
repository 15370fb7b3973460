"""What is typed on the pages of imports."""

from typing import Any

from flask_babel import gettext
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, TextAreaField
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, OfferedField
from planner.translation import lazy as _

_CURRENCY = 3  # letters, by ISO 4217
_ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods"
_LONGEST_TABLE = 1_800_000  # bytes; a field of a form has to hold it


class UndoForm(Form):
    html_id = "undo-form"

    keep_touched = BooleanField(_("Leave what has been changed or used since, and undo the rest"))


class FilesForm(Form):
    html_id = "files-form"

    files = MultipleFileField(_("Files"), render_kw={"accept": _ACCEPTED, "multiple": True})

    def validate_files(self, _field: Any) -> None:
        if not self.sent:
            raise ValidationError(gettext("Choose at least one file."))

    @property
    def sent(self) -> list[Any]:
        """The files that were chosen; a browser sends one without a name where none was."""
        return [file for file in self.files.data or () if getattr(file, "filename", "")]


class PreviewForm(Form):
    """What is said of all files of an import together; what their columns are stands beside it."""

    html_id = "preview-form"

    system = OfferedField(_("Where they come from"), nothing=_("As recognised"))
    dates = OfferedField(_("Days"), nothing=_("As the files show"))
    numbers = OfferedField(_("Numbers"), nothing=_("As the files show"))
    currency = LineField(_("Currency of the customers"), longest=_CURRENCY)
    by = ChoiceField(
        _("Whose is what names nobody"),
        nothing=_("Nobody’s; if that is needed, nothing is imported"),
    )
    mapping = ChoiceField(_("Mapping by name"), nothing=_("(none)"))
    save_as = LineField(_("Save as a mapping by name"))

    def validate_currency(self, field: Any) -> None:
        said = field.data or ""
        if said and not (len(said) == _CURRENCY and said.isascii() and said.isalpha()):
            raise ValidationError(gettext("Write three letters, such as EUR."))


class PastedTableForm(Form):
    """`text` is the table, also where it was sent as a file; `unreadable` says why that is none."""

    html_id = "table-form"
    unreadable = ""

    text = TextAreaField(
        _("Table"), render_kw={"rows": 12, "class_": "form-control", "spellcheck": "false"}
    )
    file = FileField(_("Or a file"), render_kw={"accept": _ACCEPTED})
    invites = BooleanField(_("Make everybody with an address a link to set a password"))

    def validate_file(self, _field: Any) -> None:
        if self.unreadable:
            raise ValidationError(self.unreadable)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        self.text.data = (self.text.data or "").replace("\r\n", "\n").replace("\x00", "")
        if good and not self.text.data.strip():
            self.text.errors = [gettext("Paste a table, or choose a file.")]
        elif len(self.text.data.encode()) > _LONGEST_TABLE:
            self.text.errors = [gettext("This is too much at once. Bring it in in parts.")]
        return good and not self.text.errors
