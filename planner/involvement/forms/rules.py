"""What is entered about a rule of involvement."""

from flask_babel import gettext
from wtforms import BooleanField
from wtforms.validators import ValidationError

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, EnumField, LineField, MoneyField
from planner.forms.web.whole_numbers import WholeNumberField
from planner.models import HowToInvolve, Stage, WhomToInvolve
from planner.translation import lazy as _

MOST_DAYS, USUAL_DAYS = 60, 5


class InvolvementRuleForm(Form):
    """`confirmed` is ticked where many would come at once."""

    html_id = "involvement-rule-form"

    name = LineField(_("Name"), required=True)
    field_id = ChoiceField(_("Field"), nothing=_("Each field in which there is potential"))
    least_potential = MoneyField(_("Potential a year from"), least=1)
    segment = LineField(_("Segment"))
    stage = EnumField(_("Stage"), Stage, optional=True, nothing=_("Any stage"))
    whom = EnumField(_("Who comes"), WhomToInvolve)
    desk_id = ChoiceField(_("Desk of the field"))
    how = EnumField(_("How"), HowToInvolve)
    working_days = WholeNumberField(
        _("Working days to answer"), least=1, most=MOST_DAYS, required=False
    )
    holds = BooleanField(_("In force"), default=True)
    confirmed = BooleanField(_("Yes, all of them at once"), default=False)

    def validate_whom(self, _field: EnumField) -> None:
        if self.whom.data is not WhomToInvolve.DESK:
            return
        if self.desk_id.data is None:
            raise ValidationError(gettext("Choose who is the desk of the field."))
        if self.field_id.data is None:
            raise ValidationError(gettext("A desk is that of one field. Choose the field."))

    def validate_how(self, field: EnumField) -> None:
        if field.data is HowToInvolve.ASKED and self.working_days.data is None:
            raise ValidationError(gettext("Say how many working days there are to answer."))
