"""Mails that tell people of their plans: what is due stands in the database until it is sent."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.message import EmailMessage
from threading import Barrier

import pytest
from flask import Flask

from planner import clock
from planner.actions.notices import notification_choices, notify
from planner.actions.plan import comments, goals, members
from planner.config import Mail, Settings
from planner.database import db
from planner.jobs import outbox
from planner.models import Goal, Lead, LeadStatus, Member, Notification, Person, Plan
from planner.models.kinds import OF_RATINGS, ByMail, NotificationKind
from planner.queries.notices.notification_choices import Choice
from tests.support.fixtures import Visitors
from tests.support.mailbox import Mailbox, mailbox, part
from tests.support.pages import Visitor
from tests.support.production import free_port
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, fall_silent, speak

ADDRESS = "https://planner.example.org"
EVENING, MORNING = datetime.time(18, 0), datetime.time(7, 1)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    return replace(settings, mail=box.settings(), public_url=ADDRESS)


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        goal = goals.create(
            db.session.get_one(Plan, cast.plan.id), {"title": "More leasing"}, by=anna
        )
        db.session.commit()  # now it is rated, and people are told: before seven, for today
        db.session.query(Notification).delete()
        db.session.commit()
        return goal.id


def says(app: Flask, person: Person, goal_id: int, text: str) -> None:
    with app.app_context():
        by = db.session.get_one(Person, person.id)
        comments.create(db.session.get_one(Goal, goal_id), text, by=by)
        db.session.query(Notification).filter(Notification.kind.in_(OF_RATINGS)).delete()
        db.session.commit()


def speaks(app: Flask, person: Person, language: str) -> None:
    with app.app_context():
        db.session.get_one(Person, person.id).language = language
        db.session.commit()


def unchosen(app: Flask, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """The organisation speaks this language to whoever has chosen none."""
    settings = replace(app.config["PLANNER"], language=language)
    monkeypatch.setitem(app.config, "PLANNER", settings)


def send(app: Flask, box: Mailbox) -> list[EmailMessage]:
    """What arrives when the clock has come round once more."""
    before = len(box.arrived())
    with app.app_context():
        outbox.send_due_mails()
    return box.arrived()[before:]


def waiting(app: Flask) -> int:
    """How many of those who are named still wait for their mail."""
    with app.app_context():
        named = db.session.query(Notification).filter_by(kind=NotificationKind.MENTION)
        return named.filter(Notification.mail_due_at.is_not(None)).count()


def links(message: EmailMessage) -> list[str]:
    lines = (line.strip() for line in part(message, "plain").splitlines())
    return [line.removeprefix(ADDRESS) for line in lines if line.startswith(ADDRESS)]


@pytest.mark.parametrize(("language", "greeting"), [("en", "Hello"), ("de", "Guten Tag")])
def test_whoever_has_chosen_no_language_is_written_to_in_that_of_the_organisation(
    app: Flask,
    cast: Cast,
    box: Mailbox,
    goal_id: int,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    greeting: str,
) -> None:
    unchosen(app, monkeypatch, language)
    says(app, cast.jo, goal_id, "@Anna Berg look")
    [message] = send(app, box)
    assert f"{greeting} Anna Berg," in part(message, "plain")


@pytest.mark.parametrize(
    ("language", "subject", "no_more"),
    [
        (
            "en",
            "Jo Kilian has mentioned you: More leasing: @Anna Berg look",
            "Get no more mails like this one",
        ),
        (
            "de",
            "Jo Kilian hat Sie erwähnt: More leasing: @Anna Berg look",
            "Keine solchen E-Mails mehr erhalten",
        ),
    ],
)
def test_whoever_is_named_gets_a_mail_at_once_in_their_language_that_leads_to_the_comment(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    box: Mailbox,
    goal_id: int,
    language: str,
    subject: str,
    no_more: str,
) -> None:
    speaks(app, cast.anna, language)
    page = visitor(cast.jo).visit(f"/goals/{goal_id}")
    page.form("comment-form").fill(text="@Anna Berg look").submit()
    [message] = send(app, box)
    assert message["To"] == "anna@example.org"
    assert message["Subject"] == f"Eisenwerk Brühl AG: {subject}"
    text, html = part(message, "plain"), part(message, "html")
    assert subject in text
    assert subject in html
    assert no_more in text
    assert no_more in html
    item, _refusal = links(message)
    assert f'<a href="{ADDRESS}{item}">' in html
    comment = visitor(cast.anna).visit(item)
    assert comment.location.startswith(f"/goals/{goal_id}/comments#comment-")
    assert send(app, box) == [], "each once"


def test_one_click_in_the_mail_switches_the_kind_off_without_signing_in(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, goal_id: int
) -> None:
    says(app, cast.jo, goal_id, "@Anna Berg look")
    [message] = send(app, box)
    _item, refusal = links(message)
    assert message["List-Unsubscribe"] == f"<{ADDRESS}{refusal}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    page = visitor().visit(refusal)
    assert page.status == 200
    assert "Somebody has mentioned you in a comment" in page.text
    says(app, cast.jo, goal_id, "@Anna Berg still?")
    assert len(send(app, box)) == 1, "looking changes nothing"

    answer = page.press("Get no more mails like this one")
    assert "You get no more mails of this kind." in answer.text
    says(app, cast.jo, goal_id, "@Anna Berg again")
    assert send(app, box) == []
    assert (
        "Jo Kilian has mentioned you: More leasing: @Anna Berg again"
        in visitor(cast.anna).visit("/notifications").text
    )


def test_a_mail_program_switches_it_off_by_itself_as_rfc_8058_says(
    app: Flask, cast: Cast, box: Mailbox, goal_id: int
) -> None:
    says(app, cast.jo, goal_id, "@Anna Berg look")
    [message] = send(app, box)
    refusal = message["List-Unsubscribe"].strip("<>").removeprefix(ADDRESS)
    program = Visitor(app)
    sent = program.send("POST", refusal, {"List-Unsubscribe": ["One-Click"]})
    assert sent.status == 200
    says(app, cast.jo, goal_id, "@Anna Berg again")
    assert send(app, box) == []


def test_a_link_that_was_not_made_here_switches_nothing_off(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for sealed in ("x", "WzEsIm1lbnRpb24iXQ.x"):
        assert visitor().visit(f"/mail-refusals/{sealed}").status == 404
        assert visitor().send("POST", f"/mail-refusals/{sealed}", {}).status == 404


def test_what_is_not_urgent_comes_together_in_one_mail_in_the_morning(
    app: Flask, cast: Cast, box: Mailbox, goal_id: int
) -> None:
    with clock.at(DAY, EVENING):
        says(app, cast.anna, goal_id, "First")
        for text in ("Second", "Third"):
            says(app, cast.jo, goal_id, text)
        assert send(app, box) == []
    with clock.at(DAY + datetime.timedelta(days=1), datetime.time(6, 59)):
        assert send(app, box) == []
    with clock.at(DAY + datetime.timedelta(days=1), MORNING):
        [message] = send(app, box)
        assert message["To"] == "anna@example.org"
        assert message["Subject"] == "News of the day: Eisenwerk Brühl AG"
        text = part(message, "plain")
        assert "Jo Kilian has commented: More leasing: Second" in text
        assert "Jo Kilian has commented: More leasing: Third" in text
        assert send(app, box) == []


def test_the_daily_mail_can_be_switched_off_as_a_whole(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, goal_id: int
) -> None:
    with clock.at(DAY, EVENING):
        says(app, cast.anna, goal_id, "First")
        says(app, cast.jo, goal_id, "Second")
    with clock.at(DAY + datetime.timedelta(days=1), MORNING):
        [message] = send(app, box)
        visitor().visit(links(message)[-1]).press("Get no more mails like this one")
        says(app, cast.jo, goal_id, "Third")
    with clock.at(DAY + datetime.timedelta(days=2), MORNING):
        assert send(app, box) == []


def test_a_relapse_is_in_the_mail_of_the_next_morning(app: Flask, cast: Cast, box: Mailbox) -> None:
    activity = speak(app, cast, DAY - datetime.timedelta(days=9))
    with app.app_context():
        db.session.query(Notification).delete()
        db.session.commit()
    with clock.at(DAY, EVENING):
        fall_silent(app, cast, activity)
    with clock.at(DAY + datetime.timedelta(days=1), MORNING):
        arrived = {message["To"]: part(message, "plain") for message in send(app, box)}
    assert "jo@example.org" in arrived
    assert "fallen back to an earlier age" in arrived["jo@example.org"]
    assert "paul@example.org" not in arrived, "a lead does not know yet"
    assert "anna@example.org" not in arrived, "it was her own change"


def test_whoever_has_left_in_between_gets_nothing(
    app: Flask, cast: Cast, box: Mailbox, goal_id: int
) -> None:
    says(app, cast.anna, goal_id, "@Jo Kilian look")
    with app.app_context():
        membership = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
        members.leave(membership, by=db.session.get_one(Person, cast.anna.id))
        db.session.query(Notification).filter(Notification.kind.in_(OF_RATINGS)).delete()
        db.session.commit()
    assert send(app, box) == []
    assert waiting(app) == 0


def test_what_was_read_already_is_not_mailed(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, goal_id: int
) -> None:
    says(app, cast.jo, goal_id, "@Anna Berg look")
    visitor(cast.anna).visit("/notifications").press("Mark all as seen")
    assert send(app, box) == []


def test_a_server_that_fails_is_tried_again_and_nothing_is_lost(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, goal_id: int
) -> None:
    working: Settings = app.config["PLANNER"]
    nobody = Mail("127.0.0.1", free_port(), "planner@example.org")
    app.config["PLANNER"] = replace(working, mail=nobody)
    with clock.at(DAY, datetime.time(10, 0)):
        page = visitor(cast.jo).visit(f"/goals/{goal_id}")
        assert page.form("comment-form").fill(text="@Anna Berg look").submit().status == 303
        assert send(app, box) == []
        app.config["PLANNER"] = working
        assert send(app, box) == [], "not at once again"
    with clock.at(DAY, datetime.time(10, 6)):
        assert [message["To"] for message in send(app, box)] == ["anna@example.org"]


def test_what_could_not_be_sent_for_days_is_given_up(
    app: Flask, cast: Cast, box: Mailbox, goal_id: int
) -> None:
    with clock.at(DAY):
        says(app, cast.jo, goal_id, "@Anna Berg look")
    with clock.at(DAY + outbox.GIVEN_UP_AFTER + datetime.timedelta(days=1)):
        assert send(app, box) == []
        assert waiting(app) == 0


def test_two_processes_at_once_send_each_mail_once(
    app: Flask, cast: Cast, box: Mailbox, goal_id: int
) -> None:
    for text in ("@Anna Berg", "@Tom Ahrens", "@Dr. Ruth Falk", "@Paul Stein"):
        says(app, cast.jo, goal_id, text)
    together = Barrier(4)

    def process() -> int:
        with app.app_context():
            together.wait()
            return outbox.send_due_mails()

    with ThreadPoolExecutor(4) as processes:
        sent = [each.result() for each in [processes.submit(process) for _ in range(4)]]
    assert sum(sent) == 4
    assert len(box.arrived()) == 4
    assert len({message["To"] for message in box.arrived()}) == 4


def test_without_settings_for_mail_nothing_is_sent_and_nothing_breaks(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, goal_id: int
) -> None:
    app.config["PLANNER"] = replace(app.config["PLANNER"], mail=None)
    says(app, cast.jo, goal_id, "@Anna Berg look")
    assert send(app, box) == []
    assert "has mentioned you" in visitor(cast.anna).visit("/notifications").text


def test_choices_say_how_each_kind_is_told(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, goal_id: int
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit("/settings").click("Choose what you are told")
    form = page.form("notification-choices-form")
    assert form["by_mail_mention"] == "at_once"
    form.fill(in_program_mention=False, by_mail_mention="daily").submit()
    with clock.at(DAY, EVENING):
        says(app, cast.jo, goal_id, "@Anna Berg look")
        assert send(app, box) == []
        assert "has mentioned you" not in anna.visit("/notifications").text
    with clock.at(DAY + datetime.timedelta(days=1), MORNING):
        [message] = send(app, box)
        assert "has mentioned you" in part(message, "plain")


def test_never_and_nowhere_leaves_nothing_behind(
    app: Flask, cast: Cast, box: Mailbox, goal_id: int
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        nothing = Choice(in_program=False, by_mail=ByMail.NEVER)
        notification_choices.choose(anna, NotificationKind.MENTION, nothing)
        db.session.commit()
    says(app, cast.jo, goal_id, "@Anna Berg look")
    with app.app_context():
        assert db.session.query(Notification).filter_by(person_id=cast.anna.id).count() == 0


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (NotificationKind.LEAD_GIVEN, "Leads: A lead is yours to answer"),
        (NotificationKind.LEAD_OF_FIELD, "News of the day: Leads"),
    ],
)
def test_what_belongs_to_no_plan_is_mailed_under_what_it_is_about(
    app: Flask, cast: Cast, box: Mailbox, kind: NotificationKind, subject: str
) -> None:
    with app.app_context(), clock.at(DAY, EVENING):
        said = {"company": "Works", "contact_name": "Lea", "consent": "Yes", "consent_version": 1}
        lead = Lead(**said, status=LeadStatus.NEW, receiver_id=cast.tom.id, answer_by=DAY)
        db.session.add(lead)
        db.session.flush()
        notify.tell_beside_plans({cast.tom.id: kind}, by=None, event=None, item=("leads", lead.id))
        db.session.commit()
    with clock.at(DAY + datetime.timedelta(days=1), MORNING):
        [message] = send(app, box)
        assert send(app, box) == []
    assert message["To"] == "tom@example.org"
    assert message["Subject"].startswith(subject)
    assert "Leads" in part(message, "plain")
