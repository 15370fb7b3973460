"""Bringing in one's own connections."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext
from flask_wtf.file import FileField, FileRequired

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField
from planner.translation import lazy as _

MOST_COLUMNS = 30
_NOT_THERE = _("(not there)")


class ConnectionsForm(Form):
    """The columns are asked for only where the file does not name them; they count from 1."""

    file = FileField(
        _("Connections file"),
        [FileRequired(_("Choose the file."))],
        render_kw={"accept": ".csv,.txt,.tsv,text/*"},
    )
    first = ChoiceField(_("First name"), nothing=_NOT_THERE)
    last = ChoiceField(_("Last name"), nothing=_NOT_THERE)
    company = ChoiceField(_("Company"), nothing=_NOT_THERE)
    url = ChoiceField(_("Address of the profile"), nothing=_NOT_THERE)
    email = ChoiceField(_("E-mail address"), nothing=_NOT_THERE)

    asks_for_columns = False
    COLUMNS: ClassVar = ("first", "last", "company", "url", "email")

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.name_columns(())

    def name_columns(self, names: tuple[str, ...]) -> None:
        """Offer the columns, with what stands above them."""
        for field in (self.first, self.last, self.company, self.url, self.email):
            field.offer([(n, _column(n, names)) for n in range(1, MOST_COLUMNS + 1)])

    @property
    def columns(self) -> Mapping[str, int]:
        """The places that were chosen, 0 for the first."""
        chosen = {name: self[name].data for name in self.COLUMNS}
        return {name: place - 1 for name, place in chosen.items() if place}


def _column(number: int, names: tuple[str, ...]) -> str:
    if number <= len(names) and names[number - 1]:
        return f"{number}: {names[number - 1][:60]}"
    return gettext("Column %(number)d", number=number)
