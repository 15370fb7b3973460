"""What is looked for in the coverage."""

from typing import Any

from flask_babel import gettext
from wtforms import IntegerField, widgets
from wtforms.validators import NumberRange, Optional, StopValidation

from planner.forms.inputs import ChoiceField, OfferedField
from planner.forms.web.filters import CustomerFilterForm
from planner.insights.coverage import CONTACT_DAYS, ENDING_DAYS
from planner.translation import lazy as _

MOST_DAYS = 3650


class DaysField(IntegerField):
    """A number of days, written in figures."""

    widget = widgets.TextInput()

    def __init__(self, label: Any, **named: Any) -> None:
        in_range = NumberRange(1, MOST_DAYS, _("Write a number from %(min)s to %(max)s."))
        super().__init__(label, [Optional(), in_range], render_kw={"inputmode": "numeric"}, **named)

    def pre_validate(self, _form: object) -> None:
        if self.process_errors:
            raise StopValidation  # what is no number is not also out of range

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Write a whole number of days.")) from error


class CoverageFilterForm(CustomerFilterForm):
    SHOWN = ("group", *CustomerFilterForm.SHOWN, "field_id", "gap", "days", "soon")

    group = OfferedField(_("Show"), nothing=_("Customers one by one"))
    field_id = ChoiceField(_("Field"), nothing=_("All fields"))
    gap = OfferedField(_("Gap"), nothing=_("All customers"))
    days = DaysField(_("Days without a talk"), default=CONTACT_DAYS)
    soon = DaysField(_("Days to the end of a plan"), default=ENDING_DAYS)
