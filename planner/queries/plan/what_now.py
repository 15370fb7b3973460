"""The few things that would help a plan most, for the person who looks at it."""

import datetime
import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from planner.access import Permission
from planner.models import Person, Plan
from planner.models.kinds import GoalStatus, PlanStatus, RequestKind
from planner.queries.plan.plan_page import PlanPage

_MOST = 3


class SuggestedStep(enum.StrEnum):
    ANSWER_REQUEST = "answer_request"
    SIGN_AGAIN = "sign_again"
    AGREE = "agree"
    ACTIVATE = "activate"
    INVITE = "invite"
    FINISH = "finish"
    SIGN = "sign"
    ADD_GOAL = "add_goal"
    AIM_AT_DEAL = "aim_at_deal"
    HOLD_REVIEW = "hold_review"
    PLAN_REVIEW = "plan_review"
    TALK_AGAIN = "talk_again"
    BEGIN_NEXT = "begin_next"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`subject_id` and `name` are of the thing that the step is about, `on` is its day.

    Who signs a goal signs its `target`. A request is of a `kind`, may ask for an `activity`, and
    who has asked is of a `field`. What is done with the customer ends in a talk that is written
    down.
    """

    step: SuggestedStep
    subject_id: int
    name: str
    target: Decimal | None = None
    on: datetime.date | None = None
    kind: RequestKind | None = None
    field: str | None = None
    activity: str | None = None
    with_customer: bool = False


def suggestions(
    page: PlanPage,
    plan: Plan,
    reader: Person,
    may: Callable[[Permission], bool],
    today: datetime.date,
    deciding: Sequence[str] = (),
) -> list[Suggestion]:
    """At most three, the most urgent first.

    `deciding` are the codes of the symptoms that hold the plan in its age and that nobody has
    answered: what mends the first of them stands beside the age already.
    """
    found = (one for source in _SOURCES for one in source(page, plan, reader, may, today))
    beside = _BESIDE_AGE.get(deciding[0]) if deciding and may(Permission.WORK_ON_PLAN) else None
    return list(islice((one for one in found if one.step is not beside), _MOST))


# Requests and what is overdue stay: here they are answered and done, there only found.
_BESIDE_AGE = {
    "conversation_stale": SuggestedStep.TALK_AGAIN,
    "field_uncovered": SuggestedStep.INVITE,
    "no_goals": SuggestedStep.ADD_GOAL,
    "no_specialist": SuggestedStep.INVITE,
    "goals_not_shared": SuggestedStep.SIGN,
}


_May = Callable[[Permission], bool]
_Found = Iterator[Suggestion]


def _requests(page: PlanPage, _plan: Plan, reader: Person, may: _May, _day: object) -> _Found:
    for request in page.requests:
        if request.is_pending and request.person_id != reader.id and may(Permission.STEER):
            yield Suggestion(
                SuggestedStep.ANSWER_REQUEST,
                request.id,
                request.name,
                on=request.on,
                kind=request.kind,
                field=request.field,
                activity=request.activity,
            )


def _signatures_again(
    page: PlanPage, _plan: Plan, reader: Person, may: _May, _day: object
) -> _Found:
    for card in page.goals:
        mine = card.of(reader.id)
        if mine is not None and mine.asked_again and may(Permission.SIGN):
            yield Suggestion(SuggestedStep.SIGN_AGAIN, card.id, card.goal.title, card.goal.target)


def _agreement(page: PlanPage, plan: Plan, reader: Person, may: _May, _day: object) -> _Found:
    if plan.status is PlanStatus.AGREED and may(Permission.WORK_ON_PLAN):
        yield Suggestion(SuggestedStep.ACTIVATE, plan.id, "")
    if plan.status is PlanStatus.DRAFT and any(
        member.person_id == reader.id and member.agreed_on is None for member in page.members
    ):
        yield Suggestion(SuggestedStep.AGREE, plan.id, "")


def _specialists(page: PlanPage, plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    """The field with the most potential of which nobody is on the plan."""
    if plan.status is PlanStatus.CLOSED or not may(Permission.WORK_ON_PLAN):
        return
    missing = [one for one in page.potentials if one.is_open and not one.covered_by(page.members)]
    if missing:
        largest = max(missing, key=lambda one: one.annual_value)
        yield Suggestion(SuggestedStep.INVITE, plan.id, largest.field)


def _due(page: PlanPage, _plan: Plan, reader: Person, _may: _May, today: datetime.date) -> _Found:
    for row in page.activities.unfinished:
        if row.assignee_id == reader.id and row.due_on is not None and row.due_on <= today:
            with_customer = row.customer_facing
            yield Suggestion(
                SuggestedStep.FINISH, row.id, row.title, on=row.due_on, with_customer=with_customer
            )


def _signatures(page: PlanPage, _plan: Plan, reader: Person, may: _May, _day: object) -> _Found:
    """Goals that the reader's side has not signed yet."""
    if reader.side is None or not may(Permission.SIGN):
        return
    for card in page.goals:
        goal = card.goal
        if goal.status is GoalStatus.ACTIVE and not card.signed_by(reader.side):
            yield Suggestion(SuggestedStep.SIGN, goal.id, goal.title, goal.target)


def _goals(page: PlanPage, plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    if not page.goals and may(Permission.WORK_ON_PLAN):
        yield Suggestion(SuggestedStep.ADD_GOAL, plan.id, "")


def _reviews(
    page: PlanPage, plan: Plan, _reader: Person, may: _May, today: datetime.date
) -> _Found:
    """One whose day has come, or else that it is time to plan one."""
    if not may(Permission.WORK_ON_PLAN):
        return
    for review in page.reviews.ahead:
        if review.on <= today:
            yield Suggestion(SuggestedStep.HOLD_REVIEW, review.id, "")
            return
    if page.reviews.is_due(today):
        yield Suggestion(SuggestedStep.PLAN_REVIEW, plan.id, "")


def _deals(page: PlanPage, _plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    if not (may(Permission.WORK_ON_PLAN) and may(Permission.ADD_ACTIVITY)):
        return
    for month in page.deals.months:
        for deal in month.deals:
            if not deal.activities:
                yield Suggestion(
                    SuggestedStep.AIM_AT_DEAL, deal.id, deal.title, on=deal.expected_on
                )


def _conversations(page: PlanPage, _plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    if not may(Permission.WORK_ON_PLAN):
        return
    for group in page.conversations.going_on:
        for row in group.conversations:
            if row.stale_days is not None:
                yield Suggestion(SuggestedStep.TALK_AGAIN, row.id, row.topic)


def _periods(
    _page: PlanPage, plan: Plan, _reader: Person, may: _May, today: datetime.date
) -> _Found:
    is_over = plan.status is not PlanStatus.CLOSED and plan.ends_on < today
    if is_over and may(Permission.BEGIN_PLAN):
        yield Suggestion(SuggestedStep.BEGIN_NEXT, plan.id, "", on=plan.ends_on)


_SOURCES = (
    _requests,
    _periods,
    _signatures_again,
    _agreement,
    _specialists,
    _due,
    _signatures,
    _goals,
    _reviews,
    _deals,
    _conversations,
)
