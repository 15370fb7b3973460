"""What is entered about a playbook and its lines."""

from typing import ClassVar

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, EnumField, LineField, NumberField, TextField
from planner.forms.plan.activities import activity_kind
from planner.forms.web.whole_numbers import WholeNumberField
from planner.models import Doer, Occasion, PlaybookStatus
from planner.models.kinds import ActivityKind
from planner.models.playbook import LONGEST_OFFSET
from planner.translation import lazy as _


class PlaybookForm(Form):
    html_id = "playbook-form"

    name = LineField(_("Name"), required=True)
    purpose = TextField(_("What it is for"))
    occasion = EnumField(_("Occasion"), Occasion, optional=True, nothing=_("(any)"))
    field_id = ChoiceField(_("Field"), nothing=_("(any)"))
    segment = LineField(_("Segment"))
    status = EnumField(_("State"), PlaybookStatus)


class NewPlaybookForm(PlaybookForm):
    """At the start nobody is asked whether it is still in use."""

    WITHOUT: ClassVar[tuple[str, ...]] = ("status",)


class PlaybookGoalForm(Form):
    html_id = "playbook-goal-form"

    title = LineField(_("Goal"), required=True)
    metric = LineField(_("What is measured"))
    unit = LineField(_("Unit"))
    target = NumberField(_("Target"))
    field_id = ChoiceField(_("Field"), nothing=_("(that of the playbook)"))


class PlaybookActivityForm(Form):
    html_id = "playbook-activity-form"

    title = LineField(_("What is to be done"), required=True)
    kind = activity_kind(default=ActivityKind.VISIT)
    offset_days = WholeNumberField(
        _("Days from the start"), least=-LONGEST_OFFSET, most=LONGEST_OFFSET, default=0
    )
    doer = EnumField(_("Who should do it"), Doer)
    goal_id = ChoiceField(_("For the goal"))
    effort_hours = NumberField(_("Effort in hours"), least=0)
    customer_facing = BooleanField(
        _("With the customer"), default=ActivityKind.VISIT.is_with_customer
    )
    note = TextField(_("Note"))
