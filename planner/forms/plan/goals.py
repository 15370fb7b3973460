"""What is entered about a goal."""

from typing import ClassVar

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, EnumField, LineField, NumberField, TextField
from planner.models.kinds import GoalStatus, Origin
from planner.translation import lazy as _


class GoalForm(Form):
    title = LineField(_("Goal"), required=True)
    field_id = ChoiceField(_("Field"))
    metric = LineField(_("What is measured"))
    unit = LineField(_("Unit"))
    baseline = NumberField(_("Starting value"))
    target = NumberField(_("Target"))
    current = NumberField(_("Now at"))
    due_on = DayField(_("Until"))
    origin = EnumField(_("Where it comes from"), Origin)
    status = EnumField(_("State"), GoalStatus)
    customer_goal = BooleanField(_("This is a goal of the customer's own"))
    missed_because = TextField(_("What outside the plan kept it from being reached"))

    IN_TABLES: ClassVar = {
        "metric": _("Metric"),
        "baseline": _("Baseline"),
        "current": _("Current"),
        "origin": _("Origin"),
        "status": _("Status"),
        "customer_goal": _("The customer's own goal"),
        "missed_because": _("Missed because"),
    }
    IN_HISTORY: ClassVar = {"customer_goal": _("A goal of the customer's own")}
    PLACES: ClassVar = {
        "title": "col-12",
        "metric": "col-md-6",
        "unit": "col-6 col-md-3",
        "due_on": "col-6 col-md-3",
        "baseline": "col-4",
        "target": "col-4",
        "current": "col-4",
        "field_id": "col-md-4",
        "origin": "col-md-4",
        "status": "col-md-4",
    }


class NewGoalForm(GoalForm):
    """At the start nobody is asked how a goal ended: it is live, and nothing kept it from that."""

    WITHOUT: ClassVar[tuple[str, ...]] = ("status", "missed_because")
