"""What is typed on the pages of imports."""

from typing import Any

from flask_babel import gettext
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, LineField, OfferedField
from planner.translation import lazy as _

_CURRENCY = 3  # letters, by ISO 4217


class UndoForm(Form):
    html_id = "undo-form"

    keep_touched = BooleanField(_("Leave what has been changed or used since, and undo the rest"))


class FilesForm(Form):
    html_id = "files-form"

    files = MultipleFileField(
        _("Files"), render_kw={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods", "multiple": True}
    )

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
