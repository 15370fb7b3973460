"""Who takes part in an activity without being on its plan (any more)."""

from flask import Flask

from planner.actions.plan import activities, comments, contacts, members
from planner.database import db
from planner.models import Activity, Customer, Person, Plan
from planner.models.kinds import ActivityKind
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def activity_of_one_who_left(app: Flask, cast: Cast) -> int:
    """Jo takes part in a visit and has left the plan since; Tom does it."""
    with app.app_context():
        plan, customer = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Customer, cast.customer.id),
        )
        anna, jo, tom = (
            db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo, cast.tom)
        )
        contacts.create(customer, {"name": "Ute Groß"}, by=anna)
        values = {"title": "Visit the plant", "kind": ActivityKind.VISIT, "assignee_id": tom.id}
        made = activities.create(plan, values, participants=[jo], by=anna)
        comments.create(made, "Not for everybody.", by=tom)
        member = members.still_there(plan, jo)
        assert member is not None
        members.leave(member, by=anna)
        db.session.commit()
        return made.id


def test_sees_what_it_is_and_nothing_of_contacts_and_comments(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity_id = activity_of_one_who_left(app, cast)
    jo = visitor(cast.jo)
    page = jo.visit(f"/activities/{activity_id}")
    assert page.status == 200
    assert "Visit the plant" in page.text
    assert "Ute Groß" not in page.text
    assert "Not for everybody." not in page.text
    assert jo.visit(f"/activities/{activity_id}/comments").status == 403
    assert visitor(cast.tom).visit(f"/activities/{activity_id}/comments").status == 200


def test_moves_changes_and_finishes_nothing(app: Flask, cast: Cast, visitor: Visitors) -> None:
    activity_id = activity_of_one_who_left(app, cast)
    jo = visitor(cast.jo)
    page = jo.visit(f"/activities/{activity_id}")
    token = {"csrf_token": [next(f["csrf_token"] for f in page.forms if "csrf_token" in f)]}
    for what in ("", "/schedule", "/completion", "/comments", "/cancellation"):
        sent = {**token, "due_on": ["2026-06-19"], "text": ["Me"], "title": ["Other"]}
        assert jo.send("POST", f"/activities/{activity_id}{what}", sent).status in (403, 404)
    with app.app_context():
        assert db.session.get_one(Activity, activity_id).title == "Visit the plant"
