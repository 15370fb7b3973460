"""Who is on a plan: invited and taken off as on the page."""

from typing import Any

from flask import Response
from sqlalchemy import select

from planner import clock
from planner.actions import editing
from planner.actions.errors import Refused
from planner.actions.plan import members
from planner.api import merging, reading
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.api.said import ANSWERED, check_known
from planner.api.views import answers, asked, bodies, places
from planner.api.views.repeating import committed
from planner.database import db
from planner.models import Member, Person, Plan
from planner.models.kinds import Via
from planner.planfiles.hands.left_out import LeftOutReason
from planner.planfiles.items import MEMBERS
from planner.queries.people import holdings
from planner.views.web import finding, me
from planner.words import gettext


def invite(plan: Plan) -> Response:
    """Put somebody on the plan, as the invitation of the page does."""
    asked.only()
    sent = bodies.as_object()
    others = sorted(set(sent) - {"person"})
    said = gettext("Only the person is said; the rest follows.")
    errors = [FieldError(f"/{name}", said) for name in others]
    person = db.session.scalar(select(Person).where(Person.key == str(sent.get("person"))))
    if person is None:
        errors.append(FieldError("/person", gettext("Write the key of somebody who is here.")))
    if errors or person is None:
        raise Problem("validation", errors=tuple(errors))
    member = members.join(plan, person, via=Via.INVITATION, by=me())
    place = places.below(plan, MEMBERS.list)
    return committed(answers.one(place, reading.items(place, [member.id])[0], 201))


def agree(place: Place, key: str) -> Response:
    """Say that one agrees to the plan; the rest of a membership follows from what people do."""
    asked.only()
    contents, found = places.found_in(place, key)
    member = db.session.get_one(Member, found.id)
    editing.lock(member)
    item = reading.told(place, [found], contents)[0]
    patch = {name: value for name, value in bodies.as_patch().items() if name not in ANSWERED}
    check_known(MEMBERS.names, patch)
    merging.check_versions(place.shape, item, patch, bodies.if_match())
    changed = {name: value for name, value in patch.items() if value != item.said.get(name)}
    if changed:
        _check_agreement(member, changed)
        members.agree(member.plan, by=me())
    db.session.commit()
    return answers.one(place, reading.items(place, [found.id])[0])


def _check_agreement(member: Member, changed: dict[str, Any]) -> None:
    stays, of_today = gettext("This is not changed here."), gettext(LeftOutReason.OF_TODAY.value)
    errors = [FieldError(f"/{name}", stays) for name in changed if name != "agreed_on"]
    if member.agreed_on is not None:
        errors.append(FieldError("/agreed_on", stays))
    elif changed.get("agreed_on", of_today) != max(clock.today(), member.joined_on).isoformat():
        errors.append(FieldError("/agreed_on", of_today))
    if member.person_id != me().id:
        raise Problem("permission")
    if errors:
        raise Problem("validation", errors=tuple(errors))


def take_off(place: Place, key: str) -> Response:
    """What somebody holds is passed on first, on the page, where it is asked to whom."""
    asked.only()
    contents, found = places.found_in(place, key)
    member = finding.find_membership(found.id)
    editing.lock(member)
    item = reading.told(place, [found], contents)[0]
    merging.check_versions(place.shape, item, None, bodies.if_match())
    if holdings.on_plan(member):
        raise Refused("Pass on first what this person has on the plan, on its page.")
    members.leave(member, by=me())
    db.session.commit()
    return Response(status=204)
