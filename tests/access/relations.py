"""Everybody who can stand somehow to a plan, also those who stand so no longer, or not quite.

The standings are written down by hand, so that a change of how they are found is noticed as well.
"""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.access import Standing
from planner.actions.people import settings
from planner.database import db
from planner.models import Activity, Member, Participation, Person, Plan, SponsorRequest
from planner.models.kinds import Role, Via
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from tests.support.standings import Scene, set_up
from tests.support.stories.cast import PLAN_BEGAN, Cast

OPEN, PLANNED, DONE = 0, 1, 2
"""Of the activities of the scene: one that waits in Mira's field, and two that Vera has."""


@dataclass(frozen=True)
class Relation:
    """Who stands how to the plan, and to some of its activities."""

    who: str
    standings: frozenset[Standing]
    activities: tuple[int, ...] = (PLANNED,)


def _stands(who: str, *standings: Standing, activities: tuple[int, ...] = (PLANNED,)) -> Relation:
    return Relation(who, frozenset({Standing.COLLEAGUE, *standings}), activities)


def _has_a_desk(who: str, *standings: Standing) -> Relation:
    """An executive on no plan, to whom nothing is open that is to all others."""
    return Relation(who, frozenset({Standing.EXECUTIVE, *standings}))


RELATIONS = {
    "the owner": _stands("anna", Standing.OWNER, Standing.GENERALIST_MEMBER, Standing.SELLER),
    "a generalist on it": _stands("tom", Standing.GENERALIST_MEMBER, Standing.SELLER),
    "a specialist on it": _stands("jo", Standing.SPECIALIST_MEMBER),
    "somebody else on it": _stands("ruth", Standing.OTHER_MEMBER, Standing.EXECUTIVE),
    "an executive who was asked": _has_a_desk("eva", Standing.ASKED_EXECUTIVE),
    "an executive who was not": _has_a_desk("emil"),
    "who leads the team": _stands("paul", Standing.LEAD, Standing.TEAM_LEAD, Standing.SELLER),
    "who has an activity": _stands(
        "vera",
        Standing.ASSIGNEE,
        Standing.VALUE_SPECIALIST,
        Standing.ASKED_VALUE_SPECIALIST,
        activities=(PLANNED, DONE),
    ),
    "who has asked to join": _stands("mira", Standing.FIELD_SPECIALIST, activities=(OPEN,)),
    "an administrator": _stands("ada", Standing.ADMINISTRATOR, Standing.EXECUTIVE),
    "an auditor": _stands("otto", Standing.AUDITOR),
    "a stranger": _stands("fritz", Standing.SELLER),
    "who has left it": _stands("lena", Standing.SELLER),
    "who has left it and takes part": _stands("pia", Standing.SELLER, Standing.PARTICIPANT),
    "who takes part": _stands("pit", Standing.PARTICIPANT),
    "who leads another team": _stands("lars", Standing.TEAM_LEAD, Standing.SELLER),
    "an auditor who leads the team": _stands(
        "olga", Standing.AUDITOR, Standing.LEAD, Standing.TEAM_LEAD, Standing.SELLER
    ),
    "an auditor on it": _stands("omar", Standing.AUDITOR, Standing.SPECIALIST_MEMBER),
}


def surround(app: Flask, cast: Cast) -> tuple[Scene, dict[str, Person]]:
    """The scene around the plan with everybody in it, and nothing shown beyond the members."""
    scene = set_up(app, cast)
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(ADMINISTRATORS_SEE_PLANS, "no", by=ada, before="yes")
        settings.change(AGES_VISIBLE_TO, "members", by=ada, before="leads")
        people = _newcomers(cast)
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        planned = db.session.get_one(Activity, scene.activity_ids[PLANNED])
        assert plan is not None
        for who in ("lena", "pia", "omar"):
            _join(plan, people[who], left=who != "omar")
        called = db.session.scalars(
            select(SponsorRequest).order_by(SponsorRequest.id.desc())
        ).first()
        assert called is not None
        called.sponsor = people["eva"]
        for position, who in enumerate(("pia", "pit"), start=8):
            planned.participations.append(Participation(person=people[who], position=position))
        db.session.commit()
        found = {r.who: people.get(r.who) or vars(cast)[r.who] for r in RELATIONS.values()}
        for person in people.values():
            db.session.refresh(person)
        db.session.expunge_all()
        return scene, found


def _newcomers(cast: Cast) -> dict[str, Person]:
    south, north = cast.south.id, cast.north.id
    people = {
        "lena": Person(role=Role.GENERALIST, team_id=north),
        "pia": Person(role=Role.GENERALIST, team_id=north),
        "eva": Person(role=Role.EXECUTIVE_SPONSOR),
        "emil": Person(role=Role.EXECUTIVE_SPONSOR),
        "pit": Person(role=Role.SPECIALIST, field_id=cast.insurance.id),
        "lars": Person(role=Role.TEAM_LEAD, team_id=north),
        "olga": Person(role=Role.TEAM_LEAD, team_id=south, is_auditor=True),
        "omar": Person(role=Role.SPECIALIST, field_id=cast.insurance.id, is_auditor=True),
    }
    for who, person in people.items():
        person.key, person.name = who, who.capitalize()
        person.email = f"{who}@example.org"
        db.session.add(person)
    db.session.flush()
    return people


def _join(plan: Plan, person: Person, *, left: bool) -> None:
    left_on = clock.today() if left else None
    joined = {"joined_on": PLAN_BEGAN, "via": Via.INVITATION, "position": 20}
    plan.members.append(Member(person=person, left_on=left_on, **joined))
