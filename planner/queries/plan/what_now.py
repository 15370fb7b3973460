"""The few things that would help a plan most, for the person who looks at it."""

import datetime
import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from planner.access import Permission
from planner.models import Person, Plan
from planner.models.kinds import GoalStatus, PlanStatus
from planner.queries.plan.plan_page import PlanPage

_MOST = 3


class NextStep(enum.StrEnum):
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
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`subject_id` and `name` are of the thing that the step is about.

    What is to be mended is a symptom of the plan, and has its code as `name`. Who signs a goal
    signs its `target`.
    """

    step: NextStep
    subject_id: int
    name: str
    target: Decimal | None = None


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
    answered: what mends the first of them comes before everything else.
    """
    found = (one for source in _SOURCES for one in source(page, plan, reader, may, today))
    if not deciding or not may(Permission.WORK_ON_PLAN):
        return list(islice(found, _MOST))
    return _mending(deciding[0], plan, list(found))[:_MOST]


def _mending(code: str, plan: Plan, found: list[Suggestion]) -> list[Suggestion]:
    """What mends a symptom first: a step that does so already, or else the symptom itself."""
    step = _MENDED_BY.get(code)
    mending = [one for one in found if one.step is step]
    others = [one for one in found if one.step is not step]
    return [*(mending or [Suggestion(NextStep.MEND, plan.id, code)]), *others]


_MENDED_BY = {
    "conversation_stale": NextStep.TALK_AGAIN,
    "door_closed": NextStep.ANSWER_REQUEST,
    "field_uncovered": NextStep.INVITE,
    "kept_out": NextStep.ANSWER_REQUEST,
    "no_goals": NextStep.ADD_GOAL,
    "no_specialist": NextStep.INVITE,
    "goals_not_shared": NextStep.SIGN,
    "promises_overdue": NextStep.FINISH,
}


_May = Callable[[Permission], bool]
_Found = Iterator[Suggestion]


def _requests(page: PlanPage, _plan: Plan, reader: Person, may: _May, _day: object) -> _Found:
    for request in page.requests:
        if request.is_pending and request.person_id != reader.id and may(Permission.STEER):
            yield Suggestion(NextStep.ANSWER_REQUEST, request.id, request.name)


def _signatures_again(
    page: PlanPage, _plan: Plan, reader: Person, may: _May, _day: object
) -> _Found:
    for card in page.goals:
        mine = card.of(reader.id)
        if mine is not None and mine.asked_again and may(Permission.SIGN):
            yield Suggestion(NextStep.SIGN_AGAIN, card.id, card.goal.title, card.goal.target)


def _agreement(page: PlanPage, plan: Plan, reader: Person, may: _May, _day: object) -> _Found:
    if plan.status is PlanStatus.AGREED and may(Permission.WORK_ON_PLAN):
        yield Suggestion(NextStep.ACTIVATE, plan.id, "")
    if plan.status is PlanStatus.DRAFT and any(
        member.person_id == reader.id and member.agreed_on is None for member in page.members
    ):
        yield Suggestion(NextStep.AGREE, plan.id, "")


def _specialists(page: PlanPage, plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    """The field with the most potential of which nobody is on the plan."""
    if plan.status is PlanStatus.CLOSED or not may(Permission.WORK_ON_PLAN):
        return
    missing = [one for one in page.potentials if one.is_open and not one.covered_by(page.members)]
    if missing:
        largest = max(missing, key=lambda one: one.annual_value)
        yield Suggestion(NextStep.INVITE, plan.id, largest.field)


def _overdue(
    page: PlanPage, _plan: Plan, reader: Person, _may: _May, today: datetime.date
) -> _Found:
    for row in page.activities.unfinished:
        if row.assignee_id == reader.id and row.due_on is not None and row.due_on < today:
            yield Suggestion(NextStep.FINISH, row.id, row.title)


def _signatures(page: PlanPage, _plan: Plan, reader: Person, may: _May, _day: object) -> _Found:
    """Goals that the reader's side has not signed yet."""
    if reader.side is None or not may(Permission.SIGN):
        return
    for card in page.goals:
        goal = card.goal
        if goal.status is GoalStatus.ACTIVE and not card.signed_by(reader.side):
            yield Suggestion(NextStep.SIGN, goal.id, goal.title, goal.target)


def _goals(page: PlanPage, plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    if not page.goals and may(Permission.WORK_ON_PLAN):
        yield Suggestion(NextStep.ADD_GOAL, plan.id, "")


def _reviews(
    page: PlanPage, plan: Plan, _reader: Person, may: _May, today: datetime.date
) -> _Found:
    """One whose day has come, or else that it is time to plan one."""
    if not may(Permission.WORK_ON_PLAN):
        return
    for review in page.reviews.ahead:
        if review.on <= today:
            yield Suggestion(NextStep.HOLD_REVIEW, review.id, "")
            return
    if page.reviews.is_due(today):
        yield Suggestion(NextStep.PLAN_REVIEW, plan.id, "")


def _deals(page: PlanPage, _plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    if not (may(Permission.WORK_ON_PLAN) and may(Permission.ADD_ACTIVITY)):
        return
    for month in page.deals.months:
        for deal in month.deals:
            if not deal.activities:
                yield Suggestion(NextStep.AIM_AT_DEAL, deal.id, deal.title)


def _conversations(page: PlanPage, _plan: Plan, _reader: Person, may: _May, _day: object) -> _Found:
    if not may(Permission.WORK_ON_PLAN):
        return
    for group in page.conversations.going_on:
        for row in group.conversations:
            if row.stale_days is not None:
                yield Suggestion(NextStep.TALK_AGAIN, row.id, row.topic)


_SOURCES = (
    _requests,
    _signatures_again,
    _agreement,
    _specialists,
    _overdue,
    _signatures,
    _goals,
    _reviews,
    _deals,
    _conversations,
)
