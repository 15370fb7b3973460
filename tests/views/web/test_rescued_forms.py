"""Forms that are sent after the session has ended."""

import sys
import uuid
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from planner.actions.plan import goals
from planner.database import db
from planner.forms.base import Form as BaseForm, form_of_submission
from planner.models import Commitment, Goal, Person, Plan, Session, Submission
from tests.support import editing
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import PASSWORD, Cast

TYPED = 'Mehr <b>Leasing</b> für "Brühl" & Söhne: 更多, المزيد, \N{GRINNING FACE}'
STILL_HERE = "What you typed is still here"


def goal_form(cast: Cast, visitor: Visitor) -> Form:
    page = visitor.visit(f"/plans/{cast.plan.id}/goals/new")
    return page.form("goal-form").fill(
        title=TYPED, metric="Volume", target="1,250.5", origin="Set from above", customer_goal=True
    )


def end_all_sessions(app: Flask) -> None:
    with app.app_context():
        db.session.execute(delete(Session))
        db.session.commit()


def sign_in(page: Page, email: str = "anna@example.org") -> Page:
    assert page.status == 401
    assert page.heading == "Sign in"
    return page.form("/sign-in").fill(email=email, password=PASSWORD).submit()


def titles(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Goal.title)))


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_what_was_typed_is_there_after_signing_in_again_and_is_saved_with_a_click(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    form = goal_form(cast, visitor(cast.anna))
    end_all_sessions(app)
    asked = form.submit(htmx=htmx)
    assert "What you typed is kept" in asked.text
    assert asked.headers.get("HX-Retarget") == ("body" if htmx else None)
    page = sign_in(asked)
    assert page.status == 200
    assert page.heading == STILL_HERE
    assert TYPED in page.text
    assert "Goal" in page.text
    assert "Set from above" in page.text
    assert "1,250.5" in page.text
    assert "Anna Berg" in page.text  # she is signed in already
    assert titles(app) == []
    assert page.press("Save now").status == 303
    assert titles(app) == [TYPED]


def test_she_can_go_on_in_the_form_that_it_was_typed_into(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = goal_form(cast, visitor(cast.anna)).fill(field_id="Leasing")
    end_all_sessions(app)
    page = sign_in(form.submit()).press("Go on in the form")
    assert page.errors == []
    assert titles(app) == []
    again = page.form("goal-form")
    assert again["title"] == TYPED
    assert again["target"] == "1,250.5"
    assert again["origin"] == "top_down"
    assert again["field_id"] == str(cast.leasing.id)
    assert again["customer_goal"] == "y"
    assert again.submit().status == 303
    assert titles(app) == [TYPED]


def test_what_was_typed_is_said_with_its_labels_whichever_file_makes_the_form(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new")
    form = page.form("activity-form").fill(title="Call them", internal_note="They are hesitating")
    end_all_sessions(app)
    page = sign_in(form.submit())
    assert "What is to be done Call them" in page.text
    assert "They are hesitating" in page.text
    assert page.press("Go on in the form").form("activity-form")["title"] == "Call them"


@pytest.mark.usefixtures("app")  # which loads all of them
def test_every_form_is_known_by_the_token_that_it_is_sent_with() -> None:
    forms = [
        form for form in heirs_of(BaseForm) if vars(sys.modules[form.__module__]).get(form.__name__)
    ]
    for form in forms:
        token = f"{form.__name__}-{uuid.uuid4().hex}"
        assert form_of_submission(token) is form, form
        assert len(token) <= Submission.token.type.length, form
    assert len(forms) >= 50


def heirs_of(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for heir in form.__subclasses__():
        yield heir
        yield from heirs_of(heir)


def test_saving_it_twice_makes_one(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = goal_form(cast, visitor(cast.anna))
    end_all_sessions(app)
    page = sign_in(form.submit())
    page.press("Save now")
    page.press("Save now")
    assert titles(app) == [TYPED]


def test_what_is_wrong_in_it_is_said_in_its_form(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = goal_form(cast, visitor(cast.anna)).fill(target="a lot")
    end_all_sessions(app)
    page = sign_in(form.submit()).press("Save now")
    assert page.status == 422
    assert page.form("goal-form")["title"] == TYPED
    assert page.form("goal-form")["target"] == "a lot"


def test_a_wrong_password_does_not_lose_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = goal_form(cast, visitor(cast.anna))
    end_all_sessions(app)
    page = form.submit().form("/sign-in").fill(email="anna@example.org", password="x").submit()
    assert page.status == 422
    page = page.form("/sign-in").fill(email="anna@example.org", password=PASSWORD).submit()
    assert TYPED in page.text


def test_a_sign_in_page_that_was_open_too_long_does_not_lose_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = goal_form(cast, visitor(cast.anna))
    end_all_sessions(app)
    page = form.submit()
    page = page.form("/sign-in").tamper(csrf_token="old").submit()
    assert page.status == 400
    page = page.form("/sign-in").fill(email="anna@example.org", password=PASSWORD).submit()
    assert TYPED in page.text


def test_after_signing_out_in_another_tab_it_is_kept_as_well(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = goal_form(cast, anna)
    anna.visit("/settings").press("Sign out")
    assert TYPED in sign_in(form.submit()).text


@pytest.mark.databases("sqlite", "postgresql")
def test_after_signing_in_again_in_another_tab_it_is_offered_at_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = goal_form(cast, anna)
    anna.visit("/settings").press("Sign out")
    anna.visit("/sign-in").form("/sign-in").fill(
        email="anna@example.org", password=PASSWORD
    ).submit()
    page = form.submit()
    assert page.status == 400
    assert page.heading == STILL_HERE
    assert titles(app) == []
    page.press("Save now")
    assert titles(app) == [TYPED]


def test_a_button_that_was_pressed_is_offered_again(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        plan, anna = db.session.get(Plan, cast.plan.id), db.session.get(Person, cast.anna.id)
        assert plan is not None
        assert anna is not None
        goal = goals.create(plan, {"title": "More leasing"}, by=anna)
        goals.commit_to(goal, by=anna)
        db.session.commit()
        address = f"/goals/{goal.id}"
    page = visitor(cast.anna).visit(address)
    end_all_sessions(app)
    page = sign_in(page.press("Withdraw signature", htmx=True))
    assert commitments(app) == 1
    assert page.press("Do it now").status == 303
    assert commitments(app) == 0


def commitments(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Commitment)) or 0


def test_passwords_are_not_kept(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit("/settings").form("/settings")
    form.fill(password_now=PASSWORD, password="drei neue Wörter", password_again="drei neue Wörter")
    end_all_sessions(app)
    page = sign_in(form.submit())
    assert PASSWORD not in page.html
    assert "drei neue" not in page.html


def test_somebody_else_who_signs_in_cannot_save_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = goal_form(cast, visitor(cast.anna))
    end_all_sessions(app)
    page = sign_in(form.submit(), "fritz@example.org").press("Save now")
    assert page.status == 404
    assert titles(app) == []


@pytest.mark.databases("sqlite")
def test_what_we_have_not_sealed_is_passed_over(cast: Cast, visitor: Visitors) -> None:
    form = visitor().visit("/sign-in").form("/sign-in").tamper(kept="WyIvZ29hbHMiLFtdXQ.x.y")
    page = form.fill(email="anna@example.org", password=PASSWORD).submit()
    assert page.status == 303
    assert page.location == "/"


def test_what_another_site_sends_is_not_kept_and_signs_nobody_out(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    answer = visitor().client.post(
        f"/plans/{cast.plan.id}/goals",
        data={"title": "planted"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert "planted" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert anna.visit("/settings").status == 200


def test_the_answer_to_a_conflict_is_kept_as_well(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = editing.goal(app, cast)
    jos = editing.opened(visitor(cast.jo), goal_id)
    editing.opened(visitor(cast.anna), goal_id).fill(title="Grow by half").submit()
    page = jos.fill(title="Grow by a third", unit="pieces").submit()
    form = page.form(f"goal-form-{goal_id}").fill(**{"choose-title": "theirs"})
    end_all_sessions(app)
    page = sign_in(form.submit(), "jo@example.org")
    assert "pieces" in page.text
    assert page.press("Save now").status == 303
    now = editing.goal_now(app, goal_id)
    assert (now.title, now.unit) == ("Grow by half", "pieces")
    assert editing.lost(app) == [{"title": ["Grow by a third", "Grow by half"]}]
