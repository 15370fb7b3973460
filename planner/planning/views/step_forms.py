"""The rows of a step: which form each has, and by which action of the plan it is saved."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort, request

from planner.actions.plan import activities, deals, goals, potentials
from planner.forms.base import Form
from planner.forms.inputs.choices import ChoicePairs
from planner.models import Activity, ActivityKind, Base, Deal, Goal, Plan, PlanningStep, Potential
from planner.planning import actions, forms
from planner.planning.queries import steps
from planner.views.web import choices, clock
from planner.views.web.finding import get

RowValues = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowKind:
    """`update` and `create` are those of the plan's own pages; `beside` is what they are given
    besides what was typed."""

    noun: str
    model: type[Base]
    form: type[Form]
    update: Callable[..., object]
    create: Callable[..., object]
    beside: Callable[[], RowValues] = dict


def _screened_today() -> RowValues:
    return {"screened_on": clock.today()}


KINDS = {
    PlanningStep.POTENTIALS: RowKind(
        "potential",
        Potential,
        forms.PotentialRowForm,
        potentials.update,
        potentials.create,
        _screened_today,
    ),
    PlanningStep.GOALS: RowKind("goal", Goal, forms.GoalRowForm, goals.update, goals.create),
    PlanningStep.DEALS: RowKind("deal", Deal, forms.DealRowForm, deals.update, deals.create),
    PlanningStep.ACTIVITIES: RowKind(
        "activity", Activity, forms.ActivityRowForm, actions.replan, activities.create
    ),
}
OF_ROWS = ", ".join(KINDS)
"""The steps that are made of rows, as a part of an address lists them."""


TAKEN = ("customer", "deal", "field", "goal")
"""What an address says of what is taken over into a new row."""


_AFTER_THE_PERIOD = datetime.timedelta(days=365)
"""A plan looks further than its own period: what it begins is often signed in the next."""


class StepForms:
    """The forms of one step of a plan; what they offer is read once for all of them."""

    def __init__(self, plan: Plan, step: PlanningStep) -> None:
        self.plan, self.step, self.kind = plan, step, KINDS[step]

    @cached_property
    def _members(self) -> ChoicePairs:
        return choices.choices_of_members(self.plan.id)

    @cached_property
    def _deals(self) -> ChoicePairs:
        return choices.choices_of_deals(self.plan.id)

    def find(self, identity: int) -> Any:
        """An item of this plan, or of its customer."""
        item: Any = get(self.kind.model, identity)
        of_customer = isinstance(item, Potential)
        if (item.customer_id if of_customer else item.plan_id) != (
            self.plan.customer_id if of_customer else self.plan.id
        ):
            abort(404)
        return item

    def sent(self, item: Any) -> Form:
        """The form of a row as it was sent."""
        return self._prepared(self.kind.form(obj=item, html_id=self._id(item.id)), item)

    def shown(self, item: Any) -> Form:
        """The same as it stands on the page, whatever else was sent."""
        form = self.kind.form(formdata=None, obj=item, html_id=self._id(item.id))
        return self._prepared(form, item)

    def new(self, *, data: RowValues | None = None, place: int | None = None) -> Form:
        """For something new; several on one page have a `place` each."""
        form = self.kind.form(formdata=None, data=data, html_id=self._id_of_new(place))
        return self._prepared(form)

    def sent_new(self) -> Form:
        place = request.args.get("field", type=int) if self.has_places else None
        return self._prepared(self.kind.form(html_id=self._id_of_new(place)))

    @property
    def has_places(self) -> bool:
        """Whether there is a row for each field, also where nothing is known of it yet."""
        return self.step is PlanningStep.POTENTIALS

    def values(self, form: Form) -> dict[str, Any]:
        """What was typed into a row, and what that says besides."""
        return {**form.values(), **self.kind.beside()}

    def _id(self, identity: int) -> str:
        return f"planning-{self.kind.noun}-{identity}"

    def _id_of_new(self, place: int | None) -> str:
        name = f"planning-new-{self.kind.noun}"
        return name if place is None else f"{name}-{place}"

    def _prepared(self, form: Any, item: Any = None) -> Form:
        if self.step is PlanningStep.ACTIVITIES:
            form.earliest = item.created_on if item else clock.today()
            there = [(item.assignee_id, item.assignee.name)] if item and item.assignee else []
            form.assignee_id.offer(choices.with_chosen(list(self._members), there))
            form.deal_id.offer(self._deals)
        elif self.step is PlanningStep.DEALS:
            first = max(clock.today(), self.plan.starts_on)
            form.expected_on.offer(first, self.plan.ends_on + _AFTER_THE_PERIOD)
        prepared: Form = form
        return prepared


def taken_over(plan: Plan, step: PlanningStep) -> dict[str, Any]:
    """What a suggestion in the address brings along into a new row, typed or not."""
    return dict(_TAKEN_OVER[step](plan))


_Pairs = Iterator[tuple[str, Any]]


def _into_potential(_plan: Plan) -> _Pairs:
    field_id = request.args.get("field", type=int)
    if field_id not in dict(choices.choices_of_fields()):
        abort(404)
    yield "field_id", field_id


def _into_goal(plan: Plan) -> _Pairs:
    yield "customer_goal", "customer" in request.args
    field_id, goal_id = (request.args.get(name, type=int) for name in ("field", "goal"))
    for each in steps.potentials_to_plan(plan):
        if each.field_id == field_id:
            yield "field_id", field_id
            yield "title", each.field.name
            yield "target", each.annual_value
            yield "unit", plan.customer.currency
    for goal in steps.earlier_goals(plan):
        if goal.id == goal_id:
            for name in ("title", "field_id", "metric", "unit", "baseline", "target"):
                yield name, getattr(goal, name)


def _into_deal(plan: Plan) -> _Pairs:
    goal_id = request.args.get("goal", type=int)
    for goal in steps.goals_to_plan(plan):
        if goal.id == goal_id:
            yield "title", goal.title
            yield "goal_id", goal.id
            yield "field_id", goal.field_id


def _into_activity(plan: Plan) -> _Pairs:
    deal_id = request.args.get("deal", type=int)
    yield "kind", ActivityKind.OTHER
    for deal in steps.deals_to_plan(plan):
        if deal.id == deal_id:
            yield "deal_id", deal.id
            yield "field_id", deal.field_id
            yield "goal_id", deal.goal_id


_TAKEN_OVER = {
    PlanningStep.POTENTIALS: _into_potential,
    PlanningStep.GOALS: _into_goal,
    PlanningStep.DEALS: _into_deal,
    PlanningStep.ACTIVITIES: _into_activity,
}
