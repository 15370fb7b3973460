"""Who may take an act back: whoever may do the like, which is the same permission."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from flask import abort

from planner import access, nouns
from planner.actions.history import acts, event_names, undo
from planner.models import OF_PLAYBOOKS, Activity, Customer, Event, EventType, Plan, Target
from planner.queries.history import events, gone_customers as of_customers
from planner.queries.plan import plans, targets
from planner.views.history import gone_customers
from planner.views.web import LARGEST_ID, Permission, db, me, rights

_Of = TypeVar("_Of", Customer, Plan)

# What whoever has an activity changes of it in the own week, also outside the plan.
_SCHEDULED = frozenset({"due_on", "effort_hours"})


def find_event(event_id: int) -> Event:
    """An event that the person may see: of a plan, a customer, a playbook or a target."""
    event = db.session.get(Event, event_id) if event_id <= LARGEST_ID else None
    if event is not None and event.subject == Target.__tablename__:
        _check(event, Permission.SEE_COVERAGE)
        return event
    if event is not None and event.subject in OF_PLAYBOOKS:
        rights.check_general(needed(event))
        return event
    if event is not None and (carrier := _carried_by(event)) is not None:
        check_carrier(carrier)
        return event
    if event is None or event.customer_id is None:
        abort(404)
    if (activity := _activity(event)) is not None:
        standings = access.activity_standings(me(), activity)
        rights.check_right(standings, Permission.SEE_ACTIVITY, sight=Permission.SEE_ACTIVITY)
    elif event.plan_id is not None:
        _check(event, Permission.SEE_PLAN)
    else:
        customer, plan = _customer_of(event)
        rights.check_customer(customer, plan, rights.sight_of(plan))
    return event


def check_act(act: Sequence[Event]) -> None:
    """Refuse with 403 who may not do one of the things that the act is made of."""
    carrier = undo.carrier_of(act)
    if carrier is not None:
        check_carrier(carrier)
        return
    for event in _of_themselves(act):
        _check(event, needed(event))


def check_carrier(carrier: Event) -> None:
    """For what took all that belonged to it along, by what it was then."""
    if carrier.customer_id is None:
        rights.check_general(needed(carrier))
        return
    rights.check_right(
        gone_customers.standings_then(me(), carrier),
        needed(carrier),
        sight=gone_customers.sight_then(carrier),
    )
    if (stays := of_customers.merged_into(carrier)) is not None:
        rights.check_customer(stays, plans.current(stays.id), needed(carrier))


def _carried_by(event: Event) -> Event | None:
    """What the act of the event is judged by, where it is of that kind."""
    return undo.carrier_of(undo.events_of(event.act))


def needed(event: Event | events.EventRow) -> Permission:
    """What it takes to do such a thing."""
    if event.type == EventType.ACTIVITY_UPDATED and _SCHEDULED.issuperset(event.changes):
        return Permission.WORK_ON_ACTIVITY
    noun = nouns.OF_TABLE[event.subject]
    return (
        noun.needs_for.get(event_names.verb_of(event.type)) or noun.needs or Permission.WORK_ON_PLAN
    )


def needed_to_restore(event: Event | events.EventRow) -> Permission:
    """What it takes to change such an item."""
    return nouns.OF_TABLE[event.subject].needs or Permission.WORK_ON_PLAN


def check_restoring(event: Event) -> None:
    """Refuse with 403 who may not change what the event is about."""
    _check(event, needed_to_restore(event))


def _of_themselves(act: Sequence[Event]) -> Iterator[Event]:
    alone = all(event_names.noun_of(event.subject) in acts.CONSEQUENCES for event in act)
    for event in act:
        answered = event.type in (EventType.REQUEST_ACCEPTED, EventType.REQUEST_DECLINED)
        if alone or answered or event_names.noun_of(event.subject) not in acts.CONSEQUENCES:
            yield event


def _check(event: Event, permission: Permission) -> None:
    activity = _activity(event)
    if event.subject == Target.__tablename__:
        rights.check_team(targets.team_of(event), permission)
    elif event.subject in OF_PLAYBOOKS:
        rights.check_general(permission)
    elif activity is not None:
        standings = access.activity_standings(me(), activity)
        rights.check_right(standings, permission, sight=Permission.SEE_ACTIVITY)
        rights.check_closed(activity.plan, permission)
    elif event.plan_id is not None:
        rights.check_plan(_there(Plan, event.plan_id), permission)
    else:
        rights.check_customer(*_customer_of(event), permission)


def _customer_of(event: Event) -> tuple[Customer, Plan | None]:
    customer = _there(Customer, event.customer_id)
    return customer, plans.current(customer.id)


def _there(model: type[_Of], identity: int | None) -> _Of:
    """What the event was of; events outlast it."""
    found = db.session.get(model, identity)
    return found if found is not None else abort(404)


def _activity(event: Event) -> Activity | None:
    """The activity that it is about: more people see that than its plan."""
    if event.subject != Activity.__tablename__ or event.subject_id is None:
        return None
    return db.session.get(Activity, event.subject_id)
