"""Comments on the items of a plan, and the people named in them."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.errors import Refused
from planner.actions.history import undo
from planner.actions.plan import comments, conversations, goals, ideas, members, questions
from planner.database import Base, db
from planner.models import Comment, Event, Goal, Member, Notification, Person, Plan
from planner.models.kinds import OF_RATINGS, NotificationKind, SponsorReason
from planner.models.plan.comment import LONGEST_COMMENT
from planner.nouns import NOUNS
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from planner.sponsor_requests import actions as sponsor_requests
from planner.value_requests import actions as value_requests
from tests.business_cases.calculating import calculated
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.plan_documents import plan_file
from tests.support.stories.planned import activity, close, deal, review

DEAL: dict[str, Any] = {
    "expected_on": datetime.date(2026, 9, 1),
    "annual_value": Decimal(1),
    "probability": Decimal("0.5"),
}
CALL: dict[str, Any] = {"reason": SponsorReason.RETHINK, "briefing": "They buy elsewhere"}
NOT_TOLD = "is not on this plan and is not told. Invite them first."


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    return made(app, cast, goals.create, title="More leasing")


def made(app: Flask, cast: Cast, create: Any, **values: Any) -> int:
    """An item that Anna adds to the plan."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        item = create(plan, values, by=anna)
        db.session.commit()
        return int(item.id)


def said(app: Flask, person: Person, noun: type[Base], identity: int, text: str) -> int:
    """A comment that somebody wrote while nobody looked; its id."""
    with app.app_context():
        item = db.session.get_one(noun, identity)
        comment = comments.create(item, text, by=db.session.get_one(Person, person.id))
        db.session.commit()
        return comment.id


def write(page: Page, text: str, *, htmx: bool = False, **values: Any) -> Page:
    return page.form("comment-form").fill(text=text, **values).submit(htmx=htmx)


def texts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Comment.text).order_by(Comment.id)))


def told(app: Flask) -> set[tuple[str, str]]:
    """Who was told in which way, but for how the plan is rated."""
    with app.app_context():
        rows = select(Person.name, Notification.kind).join(Notification.person)
        rows = rows.where(Notification.kind.not_in([*OF_RATINGS, NotificationKind.FOLLOWED]))
        return {(name, kind.value) for name, kind in db.session.execute(rows)}


@pytest.mark.parametrize("subject", [noun.table for noun in NOUNS if noun.is_commented])
def test_a_member_comments_on_every_kind_of_item_and_others_read_it(
    app: Flask, cast: Cast, visitor: Visitors, subject: str
) -> None:
    nouns: dict[str, Any] = {
        "goals": lambda: made(app, cast, goals.create, title="More leasing"),
        "deals": lambda: deal(app, cast, **DEAL),
        "activities": lambda: activity(app, cast),
        "conversations": lambda: made(app, cast, conversations.create, topic="Leasing"),
        "entries": lambda: planned.entry(app, cast),
        "ideas": lambda: made(app, cast, ideas.create, title="Fleet"),
        "questions": lambda: made(app, cast, questions.create, text="Who decides?"),
        "reviews": lambda: review(app, cast),
        "potentials": lambda: planned.potential(app, cast),
        "contacts": lambda: planned.contact(app, cast),
        "business_cases": lambda: calculated(app, cast),
        "contracts": lambda: planned.contract(app, cast),
        "promises": lambda: planned.promise(app, cast, planned.contract(app, cast)),
        "handovers": lambda: planned.proposal(app, cast, planned.contract(app, cast)),
        "sponsor_requests": lambda: made(app, cast, sponsor_requests.create, **CALL),
        "value_requests": lambda: made(app, cast, value_requests.ask, text="What do vans save?"),
        "plans": lambda: cast.plan.id,
    }
    address = f"/{subject}/{nouns[subject]()}/comments"
    page = visitor(cast.jo).visit(address)
    answer = write(page, "Müller & <b>Söhne</b>\nsay yes")
    assert answer.status == 303
    again = answer.follow()
    assert "Müller & <b>Söhne</b> say yes" in again.element("comments").text
    assert "Jo Kilian" in visitor(cast.otto).visit(address).element("comments").text
    assert texts(app) == ["Müller & <b>Söhne</b>\nsay yes"]


def test_the_thread_stands_on_the_items_own_page_and_comes_back_in_place(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    page = visitor(cast.jo).visit(f"/goals/{goal_id}")
    answer = write(page, "Shall we?", htmx=True)
    assert answer.status == 200
    assert "Shall we?" in answer.element("comments").text
    assert answer.form("comment-form")["text"] == ""
    plain = write(visitor(cast.jo).visit(f"/goals/{goal_id}"), "Once more")
    assert plain.location == f"/goals/{goal_id}"


def test_rows_of_the_plan_say_how_many_comments_there_are_and_lead_to_them(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    anna = visitor(cast.anna)
    assert "Comment on More leasing" in anna.visit(f"/plans/{cast.plan.id}/goals").links
    write(anna.visit(f"/goals/{goal_id}/comments"), "One")
    write(anna.visit(f"/goals/{goal_id}/comments"), "Two")
    page = anna.visit(f"/plans/{cast.plan.id}/goals")
    assert page.links["2 comments on More leasing"] == f"/goals/{goal_id}/comments"


def test_a_form_sent_twice_says_it_once(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    form = visitor(cast.jo).visit(f"/goals/{goal_id}").form("comment-form").fill(text="Once")
    assert [form.submit().status for _ in range(2)] == [303, 303]
    assert texts(app) == ["Once"]


@pytest.mark.databases("sqlite", "postgresql")
def test_own_comments_can_be_changed_and_deleted_and_the_history_keeps_them(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    comment = said(app, cast.jo, Goal, goal_id, "First")
    jo = visitor(cast.jo)
    page = jo.visit(f"/comments/{comment}/edit")
    assert page.form(f"comment-form-{comment}")["text"] == "First"
    page.form(f"comment-form-{comment}").fill(text="Second").submit()
    assert texts(app) == ["Second"]
    jo.visit(f"/comments/{comment}/edit").press("Delete this comment")
    assert texts(app) == []
    history = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history").text
    assert "Comment deleted" in history
    assert "First → Second" in history


def test_others_do_not_change_a_comment_and_strangers_do_not_know_of_it(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    comment = said(app, cast.jo, Goal, goal_id, "Mine")
    for person, reading, writing in (
        (cast.anna, 200, 403),
        (cast.paul, 200, 403),
        (cast.otto, 200, 403),
        (cast.fritz, 404, 404),
        (cast.mira, 404, 404),
    ):
        someone = visitor(person)
        page = someone.visit("/customers")
        token = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
        assert someone.visit(f"/goals/{goal_id}/comments").status == reading
        assert someone.visit(f"/comments/{comment}/edit").status == writing
        for address in (f"/comments/{comment}", f"/comments/{comment}?_method=DELETE"):
            fields = {**token, "text": ["Yours"]}
            assert someone.send("POST", address, fields, came_from=page).status == writing
    assert texts(app) == ["Mine"]


def test_who_only_reads_does_not_comment_and_a_lead_does(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    page = visitor(cast.otto).visit(f"/goals/{goal_id}")
    assert not page.has("comment-form")
    token = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
    sent = page.visitor.send(
        "POST", f"/goals/{goal_id}/comments", {**token, "text": ["No"]}, came_from=page
    )
    assert sent.status == 403
    assert write(visitor(cast.paul).visit(f"/goals/{goal_id}"), "Well done").status == 303
    assert texts(app) == ["Well done"]


def test_a_closed_plan_takes_no_more_comments(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    jo = visitor(cast.jo)
    form = jo.visit(f"/goals/{goal_id}").form("comment-form").fill(text="Late")
    close(app, cast)
    assert form.submit().status == 409
    assert not jo.visit(f"/goals/{goal_id}").has("comment-form")
    assert texts(app) == []


def test_who_has_an_activity_without_the_plan_comments_on_that_alone(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    waiting = activity(app, cast, field_id=cast.payments.id)
    mira = visitor(cast.mira)
    assert mira.visit(f"/activities/{waiting}").status == 200
    assert mira.visit(f"/activities/{waiting}/comments").status == 403, "only sees that it waits"
    planned.give(app, waiting, cast.mira)
    assert write(mira.visit(f"/activities/{waiting}"), "@Anna Berg when?").status == 303
    assert mira.visit(f"/goals/{goal_id}/comments").status == 404
    assert ("Anna Berg", "mention") in told(app)


def test_whoever_is_named_is_told_and_is_set_apart_in_the_text(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    page = visitor(cast.jo).visit(f"/goals/{goal_id}")
    answer = write(page, "@anna berg, @Paul Stein: and @Tom?").follow()
    marked = [each.text for each in answer.root.all("strong", class_="mention")]
    assert marked == ["@anna berg", "@Paul Stein", "@Tom"]
    assert NOT_TOLD not in answer.text
    assert told(app) == {
        ("Anna Berg", "mention"),
        ("Paul Stein", "mention"),
        ("Tom Ahrens", "mention"),
    }


def test_whoever_is_ticked_is_named_at_the_end(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    write(visitor(cast.jo).visit(f"/goals/{goal_id}"), "Please", tell=[str(cast.anna.id)])
    assert texts(app) == ["Please\n@Anna Berg"]
    assert told(app) == {("Anna Berg", "mention")}


@pytest.mark.parametrize("htmx", [True, False])
def test_naming_somebody_who_may_not_see_the_plan_says_so_and_leaks_nothing(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int, htmx: bool
) -> None:
    answers = []
    for name in ("Fritz Fremd", "Nemo Niemand"):
        page = visitor(cast.jo).visit(f"/goals/{goal_id}")
        answer = write(page, f"Ask @{name} about it", htmx=htmx)
        shown = answer if htmx else answer.follow()
        assert f"{name} {NOT_TOLD}" in shown.text
        answers.append(shown.text.replace(name, "X").count(NOT_TOLD))
    assert answers == [1, 1]
    assert told(app) == set()
    assert "Eisenwerk" not in visitor(cast.fritz).visit("/notifications").text


def test_an_address_or_an_at_alone_names_nobody(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    page = visitor(cast.jo).visit(f"/goals/{goal_id}")
    answer = write(page, "Mail anna@example.org @ noon, @@ and @").follow()
    assert NOT_TOLD not in answer.text
    assert told(app) == set()


def test_nobody_tells_themselves(app: Flask, cast: Cast, visitor: Visitors, goal_id: int) -> None:
    write(visitor(cast.jo).visit(f"/goals/{goal_id}"), "I, @Jo Kilian, agree")
    write(visitor(cast.jo).visit(f"/goals/{goal_id}"), "and again")
    assert told(app) == set()


def test_those_who_take_care_or_have_commented_are_told_of_the_next_comment(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    item = activity(app, cast, assignee_id=cast.tom.id)
    with app.app_context():
        db.session.query(Notification).delete()
        db.session.commit()
    write(visitor(cast.ruth).visit(f"/activities/{item}"), "How is it?")
    assert told(app) == {("Anna Berg", "comment"), ("Tom Ahrens", "comment")}
    write(visitor(cast.jo).visit(f"/activities/{item}"), "Good")
    assert ("Dr. Ruth Falk", "comment") in told(app)


def test_a_changed_comment_tells_only_whom_it_did_not_name_before(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    comment = said(app, cast.jo, Goal, goal_id, "@Anna Berg look")
    form = visitor(cast.jo).visit(f"/comments/{comment}/edit").form(f"comment-form-{comment}")
    form.fill(text="@Anna Berg and @Tom Ahrens look").submit()
    with app.app_context():
        found = select(Notification.person_id).where(Notification.kind == "mention")
        people = list(db.session.scalars(found.order_by(Notification.id)))
        assert people == [cast.anna.id, cast.tom.id]


def test_deleting_an_item_takes_its_comments_along_with_an_event_for_each(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    for text in ("One @Anna Berg", "Two"):
        said(app, cast.jo, Goal, goal_id, text)
    visitor(cast.anna).visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    assert texts(app) == []
    assert told(app) == set()
    with app.app_context():
        gone = select(Event.changes).where(Event.type == "comment.deleted").order_by(Event.id)
        changes = list(db.session.scalars(gone))
    assert [each["text"] for each in changes] == [["One @Anna Berg", None], ["Two", None]]
    assert changes[0]["by"][0]["name"] == "Jo Kilian"


def test_comments_come_back_with_their_item_under_their_authors_names(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    said(app, cast.jo, Goal, goal_id, "One @Anna Berg")
    anna = visitor(cast.anna)
    anna.visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    with app.app_context():
        deletion = db.session.query(Event).filter_by(type="goal.deleted").one()
        undo.undo(deletion, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    shown = anna.visit(f"/goals/{goal_id}/comments").element("comments").text
    assert "Jo Kilian" in shown
    assert "One @Anna Berg" in shown
    assert told(app) == set(), "nobody is told a second time"


def test_only_the_author_takes_a_comment_back_in_the_history(
    app: Flask, cast: Cast, goal_id: int
) -> None:
    said(app, cast.jo, Goal, goal_id, "One")
    with app.app_context():
        anna, jo = (db.session.get_one(Person, who.id) for who in (cast.anna, cast.jo))
        event = db.session.query(Event).filter_by(type="comment.created").one()
        with pytest.raises(Refused, match="Only Jo Kilian can withdraw this"):
            undo.undo(event, by=anna)
        undo.undo(event, by=jo)
        db.session.commit()
    assert texts(app) == []


@pytest.mark.parametrize("length", [LONGEST_COMMENT + 1, 1024 * 1024, 3 * 1024 * 1024])
def test_a_comment_that_is_too_long_is_asked_for_again_with_all_that_was_typed(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int, length: int
) -> None:
    text = "x" * length
    for htmx in (False, True):
        page = visitor(cast.jo).visit(f"/goals/{goal_id}")
        answer = write(page, text, htmx=htmx)
        assert answer.status == 422
        assert answer.errors == [f"Use at most {LONGEST_COMMENT} characters."]
        assert answer.form("comment-form")["text"] == text
    assert texts(app) == []


def test_what_is_larger_than_a_request_may_be_is_said_to_be_too_large(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    answer = write(visitor(cast.jo).visit(f"/goals/{goal_id}"), "x" * 17 * 1024 * 1024)
    assert answer.status == 413
    assert "This is too large. Send less at once." in answer.text
    assert texts(app) == []


def test_a_longest_comment_is_kept_to_the_letter(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    text = "ß" * LONGEST_COMMENT
    assert write(visitor(cast.jo).visit(f"/goals/{goal_id}"), text).status == 303
    assert texts(app) == [text]


def test_who_has_left_the_plan_reads_and_writes_no_more(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    said(app, cast.anna, Goal, goal_id, "@Jo Kilian look")
    jo = visitor(cast.jo)
    form = jo.visit(f"/goals/{goal_id}").form("comment-form").fill(text="Yes")
    with app.app_context():
        membership = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
        members.leave(membership, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    assert form.submit().status == 404
    assert "look" not in jo.visit("/notifications").text


def test_an_import_that_takes_an_item_away_takes_its_comments_along(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    anna = visitor(cast.anna)
    document = json.loads(anna.visit(f"/plans/{cast.plan.id}/plan-file").data)
    said(app, cast.jo, Goal, goal_id, "One @Anna Berg")
    document["plan"]["goals"] = []
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        import_document(read_plan_file(plan_file(document), "plan.json"), by=by, replace=True)
        db.session.commit()
    assert texts(app) == []
    assert told(app) == set()
    assert "Comment deleted" in anna.visit(f"/plans/{cast.plan.id}/history").text
    with app.app_context():
        plan, jo = db.session.get_one(Plan, cast.plan.id), db.session.get_one(Person, cast.jo.id)
        again = goals.create(plan, {"title": "Another"}, by=jo)
        db.session.commit()
        again_id = again.id
    assert "One" not in anna.visit(f"/goals/{again_id}/comments").element("comments").text


def test_comments_are_never_in_a_plan_file(
    app: Flask, cast: Cast, visitor: Visitors, goal_id: int
) -> None:
    said(app, cast.jo, Goal, goal_id, "Between ourselves")
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/plan-file")
    assert page.status == 200
    assert b"More leasing" in page.data
    assert b"Between ourselves" not in page.data


def test_unknown_name_is_said_even_where_a_member_has_a_blank_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = made(app, cast, goals.create, title="More leasing")
    with app.app_context():
        db.session.get_one(Person, cast.otto.id).name = " "  # as older plan files brought it in
        db.session.commit()
    answer = write(visitor(cast.jo).visit(f"/goals/{goal_id}/comments"), "Ask @Nobody")
    assert answer.status in (303, 422)
    assert "Nobody" in (answer.follow() if answer.status == 303 else answer).text
