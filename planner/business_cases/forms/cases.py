"""What a case is about, and what it rests on."""

from planner.forms.base import Form
from planner.forms.inputs import (
    ChoiceField,
    DayField,
    LineField,
    MoneyField,
    NumberField,
    TextField,
)
from planner.translation import lazy as _


class CaseForm(Form):
    title = LineField(_("What is offered"), required=True)
    discount_rate = NumberField(
        _("Discount rate in percent"), required=True, least=0, most=1, percent=True
    )
    compared_with = TextField(_("Compared with"))
    idea_id = ChoiceField(_("Idea"))
    goal_id = ChoiceField(_("Goal"))


class NewCaseForm(CaseForm):
    """A case has at least one line, so that the first is asked for with it."""

    first_line = LineField(_("First line"), required=True)
    first_amount = MoneyField(_("Amount in year 0"), required=True)


class AssumptionForm(Form):
    text = TextField(_("What is taken for true"), required=True)
    flow_id = ChoiceField(_("Line"), nothing=_("The whole case"))
    person_id = ChoiceField(_("Who of us stands behind it"), nothing=_("(nobody)"))
    contact_id = ChoiceField(_("Who of the customer's"), nothing=_("(nobody)"))
    source = TextField(_("Source"))
    on = DayField(_("Said on"))
