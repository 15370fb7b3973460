"""Playbooks that stand there already when a story begins."""

from typing import Any

from flask import Flask

from planner.database import db
from planner.models import Doer, Person, Playbook
from planner.models.kinds import ActivityKind
from planner.playbooks.actions import playbooks
from tests.support.stories.cast import Cast


def written(app: Flask, cast: Cast, **values: Any) -> int:
    """The id of an empty playbook, `Renewal` unless it is named otherwise."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        playbook = playbooks.create({"name": "Renewal", **values}, by=ada)
        db.session.commit()
        return playbook.id


def goal(app: Flask, cast: Cast, playbook_id: int, title: str, **values: Any) -> int:
    """The id of a goal of the playbook."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        playbook = db.session.get_one(Playbook, playbook_id)
        added = playbooks.add_goal(playbook, {"title": title, **values}, by=ada)
        db.session.commit()
        return added.id


def activity(app: Flask, cast: Cast, playbook_id: int, title: str, **values: Any) -> int:
    """The id of an activity of the playbook: a call for the pool on the day of the start."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        playbook = db.session.get_one(Playbook, playbook_id)
        told = {"title": title, "kind": ActivityKind.CALL, "doer": Doer.POOL, **values}
        added = playbooks.add_activity(playbook, told, by=ada)
        db.session.commit()
        return added.id


def leasing_renewal(app: Flask, cast: Cast) -> int:
    """`Renewal` for Leasing: a goal, and an activity for each kind of people."""
    playbook_id = written(app, cast, field_id=cast.leasing.id, purpose="Before it runs out")
    goal_id = goal(app, cast, playbook_id, "Keep the contract", unit="kEUR", target=250)
    for title, days, doer in (
        ("Ask the users", -3, Doer.SPECIALIST),
        ("Talk about the price", 5, Doer.GENERALIST),
        ("Count the machines", 14, Doer.POOL),
    ):
        activity(
            app,
            cast,
            playbook_id,
            title,
            offset_days=days,
            doer=doer,
            goal_id=goal_id,
            note=f"Note on: {title}",
            effort_hours=2,
            customer_facing=True,
        )
    return playbook_id
