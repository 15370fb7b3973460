"""What people enter about a lead, and what they look for among leads."""

from planner.forms.base import Form
from planner.forms.inputs import (
    ChoiceField,
    DayField,
    EnumField,
    LineField,
    MoneyField,
    NumberField,
    OfferedField,
    TextField,
)
from planner.forms.plan.activities import activity_kind
from planner.forms.web.filters import FilterForm
from planner.models import LeadStatus
from planner.models.kinds import Channel
from planner.translation import lazy as _


class InboxForm(FilterForm):
    SHOWN = ("status",)

    box = OfferedField(_("Inbox"), nothing=_("Mine"))
    status = EnumField(_("State"), LeadStatus, optional=True, nothing=_("Open"))


class LeadAnswerForm(Form):
    html_id = "answer-form"

    channel = EnumField(_("How"), Channel, default=Channel.CALL)
    answer = TextField(_("What was said"), required=True)


class LeadReceiverForm(Form):
    html_id = "receiver-form"

    receiver_id = ChoiceField(_("Hand on to"), required=True)


class LeadRejectionForm(Form):
    html_id = "rejection-form"

    reason = TextField(_("Why nothing comes of it"), required=True)


class LeadCustomerForm(Form):
    html_id = "lead-customer-form"

    name = LineField(_("Name"), required=True)
    city = LineField(_("City"))
    website = LineField(_("Website"))
    segment = LineField(_("Segment"))
    contact_name = LineField(_("First contact"))


class LeadDealForm(Form):
    html_id = "lead-deal-form"

    title = LineField(_("Planned deal"), required=True)
    expected_on = DayField(_("Expected on"), required=True)
    annual_value = MoneyField(_("Yearly value"), required=True, least=0)
    probability = NumberField(
        _("Probability in percent"), required=True, percent=True, least=0, most=1
    )
    field_id = ChoiceField(_("Field"))


class LeadActivityForm(Form):
    html_id = "lead-activity-form"

    title = LineField(_("What is to be done"), required=True)
    kind = activity_kind()
    due_on = DayField(_("Until"), required=True)
    field_id = ChoiceField(_("Field"))
    assignee_id = ChoiceField(_("Who does it"), nothing=_("(into the pool)"))
