"""Calls on an executive, and what came of them."""

from planner import clock
from planner.actions.editing import Values, added, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.models import Person, Plan, SponsorRequest
from planner.models.kinds import SponsorRequestStatus


def create(plan: Plan, values: Values, *, by: Person) -> SponsorRequest:
    """Ask for an executive, with a `reason` and a `briefing`."""
    request = added(SponsorRequest, plan, values)
    request.asked_by, request.on = by, clock.today()
    events.record("created", request, by=by)
    return request


def update(request: SponsorRequest, values: Values, *, by: Person) -> None:
    """Say otherwise what the executive is asked for."""
    assign(request, values)
    events.record("updated", request, by=by)


def accept(request: SponsorRequest, *, by: Person) -> None:
    """The executive steps in."""
    if request.status is not SponsorRequestStatus.ASKED:
        raise Refused("The request has been answered already.")
    request.sponsor, request.sponsor_id = by, by.id
    request.status, request.answered_on = SponsorRequestStatus.ACCEPTED, clock.today()
    events.record("updated", request, by=by)


def finish(request: SponsorRequest, outcome: str, *, by: Person) -> None:
    """Say what came of the talk."""
    if request.status is not SponsorRequestStatus.ACCEPTED:
        raise Refused("Nobody has accepted the request yet.")
    request.status, request.outcome = SponsorRequestStatus.DONE, outcome
    events.record("updated", request, by=by)
