"""What is looked for in the pipeline."""

import datetime

from flask_babel import gettext
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from planner.forms.inputs import DayField, OfferedField, clean_text
from planner.forms.web.filters import CustomerFilterForm
from planner.translation import lazy as _

_LONGEST = datetime.timedelta(days=5 * 366)


class PipelineForm(CustomerFilterForm):
    SHOWN = ("starts_on", "ends_on", "group", *CustomerFilterForm.SHOWN, "field")

    starts_on = DayField(_("From"))
    ends_on = DayField(_("To"))
    group = OfferedField(_("Add up by"), nothing=_("Months and fields only"))
    field = OfferedField(_("Field"), nothing=_("All fields"))
    customer = StringField(filters=[clean_text])

    def validate_ends_on(self, field: Field) -> None:
        start, end = self.starts_on.data, field.data
        if end is None:
            return
        if start is not None and end < start:
            raise ValidationError(gettext("The last day must not come before the first."))
        if start is not None and end - start > _LONGEST:
            raise ValidationError(gettext("Choose at most five years."))
