"""What is looked for in the coverage."""

from typing import Any

from flask_babel import gettext
from wtforms import Form as PlainForm
from wtforms import IntegerField, SelectField, widgets
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from planner.forms.inputs import ChoiceField, EnumField
from planner.insights.coverage import CONTACT_DAYS, ENDING_DAYS
from planner.models.kinds import Stage
from planner.translation import lazy as _

LONGEST = 3650


class OfferedField(SelectField):
    """One of the texts that the view offers, or none."""

    def __init__(self, label: Any, *, nothing: str, **named: Any) -> None:
        self.nothing = nothing
        self.offered: set[str] = set()
        super().__init__(label, choices=[], default="", **named)

    def offer(self, choices: list[tuple[str, str]]) -> None:
        self.offered = {value for value, _text in choices}
        self.choices = [("", str(self.nothing)), *choices]

    def pre_validate(self, _form: object) -> None:
        if self.data and self.data not in self.offered:
            raise ValidationError(gettext("Choose one of the list."))


class DaysField(IntegerField):
    """A number of days, written in figures."""

    widget = widgets.TextInput()

    def __init__(self, label: Any, **named: Any) -> None:
        in_range = NumberRange(1, LONGEST, _("Write a number from %(min)s to %(max)s."))
        super().__init__(label, [Optional(), in_range], render_kw={"inputmode": "numeric"}, **named)

    def pre_validate(self, _form: object) -> None:
        if self.process_errors:
            raise StopValidation  # what is no number is not also out of range

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Write a whole number of days.")) from error


class CoverageFilterForm(PlainForm):
    """Comes in with the address; what makes no sense there is told and not looked for."""

    group = OfferedField(_("Show"), nothing=_("Customers one by one"))
    team = OfferedField(_("Team"), nothing=_("All teams"))
    region = OfferedField(_("Region"), nothing=_("All regions"))
    segment = OfferedField(_("Segment"), nothing=_("All segments"))
    stage = EnumField(_("Stage"), Stage, optional=True, nothing=_("All stages"))
    field_id = ChoiceField(_("Field"), nothing=_("All fields"))
    gap = OfferedField(_("Only customers with"), nothing=_("whatever they have or lack"))
    days = DaysField(_("Days without a talk"), default=CONTACT_DAYS)
    soon = DaysField(_("Days to the end of a plan"), default=ENDING_DAYS)
    page = IntegerField(validators=[Optional()], default=1)
