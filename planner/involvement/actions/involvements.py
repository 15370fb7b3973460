"""Bringing in who is missing on a plan by a rule, and the answers of those who are asked."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from planner import clock
from planner.actions import editing
from planner.actions.errors import Refused
from planner.actions.history import acts, events
from planner.actions.notices import notify
from planner.actions.plan import members
from planner.database import db
from planner.involvement.queries import needs, situations
from planner.involvement.queries.choosing import Chooser, ChosenSpecialist
from planner.involvement.queries.needs import NeedOfSpecialist
from planner.models import Event, Involvement, InvolvementRule, Person, Plan
from planner.models.involvement import HowToInvolve, InvolvementStatus
from planner.models.kinds import NotificationKind, Via


def rules_that_hold() -> Sequence[InvolvementRule]:
    """In the order in which they were added; of two that want the same, the first one decides."""
    holding = select(InvolvementRule).where(InvolvementRule.holds)
    return db.session.scalars(holding.order_by(InvolvementRule.id)).all()


def bring_in_by_policy(plan_ids: Collection[int], chooser: Chooser | None = None) -> int:
    """Bring in whoever rules want on these plans and who is not there; how many that were.

    Each plan is held and looked at again before, so that two who do this at once bring nobody in
    twice; done again it changes nothing.
    """
    rules = rules_that_hold()
    if not rules:
        return 0
    chooser = chooser or Chooser()
    return sum(_bring_in(plan_id, rules, chooser) for plan_id in sorted(plan_ids))


def _bring_in(plan_id: int, rules: Sequence[InvolvementRule], chooser: Chooser) -> int:
    plan = db.session.get(Plan, plan_id)
    if plan is None:
        return 0
    editing.lock_plan(plan)
    found = [
        (need, need.choice)
        for need in needs.needs_of_plans(situations.situations_of_plans([plan_id]), rules, chooser)
        if need.choice is not None
    ]
    for need, choice in found:
        with acts.apart():
            _involve(plan, need, choice)
    return len(found)


def _involve(plan: Plan, need: NeedOfSpecialist, choice: ChosenSpecialist) -> None:
    """Done by nobody but the rule."""
    rule, today = need.rule, clock.today()
    asks = rule.how is HowToInvolve.ASKED
    involvement = Involvement(
        plan=plan,
        rule=rule,
        version=rule.version,
        field_id=need.field_id,
        person=db.session.get_one(Person, choice.person_id),
        because=choice.because,
        status=InvolvementStatus.ASKED if asks else InvolvementStatus.JOINED,
        on=today,
        answer_by=need.answer_by if asks else None,
    )
    db.session.add(involvement)
    event = events.record("created", involvement, by=None)
    if asks:
        _tell(involvement, event)
    else:
        members.join(plan, involvement.person, via=Via.POLICY, by=None)


def _tell(involvement: Involvement, event: Event | None) -> None:
    """Whoever is asked is told of it without reading the plan."""
    people = {involvement.person_id: NotificationKind.ASKED_BY_POLICY}
    item = (Involvement.__tablename__, involvement.id)
    notify.tell(involvement.plan_id, people, by=None, event=event, item=item, also=people)


def accept(involvement: Involvement, *, by: Person) -> None:
    """Come onto the plan that one was asked for."""
    _answer(involvement, InvolvementStatus.JOINED)
    events.record("accepted", involvement, by=by)
    if members.still_there(involvement.plan, by) is None:
        members.join(involvement.plan, by, via=Via.POLICY, by=by)


def decline(involvement: Involvement, reason: str, *, by: Person) -> None:
    """Say no; the next one is asked."""
    _answer(involvement, InvolvementStatus.DECLINED)
    involvement.reason = reason
    events.record("declined", involvement, by=by)
    bring_in_by_policy([involvement.plan_id])


def _answer(involvement: Involvement, status: InvolvementStatus) -> None:
    editing.lock_plan(involvement.plan)
    db.session.refresh(involvement, ["status"])
    if involvement.status is not InvolvementStatus.ASKED:
        raise Refused("This was answered already, or the days for it are over.")
    if not involvement.plan.is_open:
        raise Refused("The plan is closed by now.")
    involvement.status = status
    involvement.answered_on = clock.today()


def let_lapse(involvement: Involvement) -> None:
    """Nobody answered in time; the next one is asked."""
    editing.lock_plan(involvement.plan)
    db.session.refresh(involvement, ["status"])
    if involvement.status is InvolvementStatus.ASKED:
        involvement.status = InvolvementStatus.LAPSED
        events.record("updated", involvement, by=None)


def overdue(limit: int) -> Sequence[Involvement]:
    """Who was asked and has not answered in time, those first who were asked first."""
    late = select(Involvement).where(
        Involvement.status == InvolvementStatus.ASKED, Involvement.answer_by < clock.today()
    )
    return db.session.scalars(late.order_by(Involvement.id).limit(limit)).all()
