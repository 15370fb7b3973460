"""The mail of the week to leads: what it tells, to whom, and when there is none."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.config import Settings
from planner.database import db
from planner.jobs import mail
from planner.models import Customer, Person, Plan, Potential, StoredRating, WeekLetter
from planner.models.kinds import PlanStatus
from tests.support.fixtures import Visitors
from tests.support.mailbox import Mailbox, mailbox, part
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.weeks import join, lose, rate, show_ages_to_leads, text_of, turn

ADDRESS = "https://planner.example.org"
MONDAY = datetime.date(2026, 6, 15)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    return replace(settings, mail=box.settings(), public_url=ADDRESS, today=None)


@pytest.mark.parametrize(
    ("language", "subject", "heading", "lost"),
    [
        ("en", "Your team since 8 Jun 2026", "Planned deals won, lost or moved", "Lost"),
        ("de", "Ihr Team seit 08.06.2026", "Geplante Abschlüsse", "Verloren"),
    ],
)
def test_lead_reads_on_monday_what_has_changed(
    app: Flask, cast: Cast, box: Mailbox, language: str, subject: str, heading: str, lost: str
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).language = language
        db.session.commit()
    made = lose(app, cast, "Frame contract", MONDAY - WEEK / 2)
    lose(app, cast, "Of long ago", MONDAY - 2 * WEEK)
    with clock.at(MONDAY - WEEK / 7):
        planned.review(app, cast, "Nobody did anything")
    (letter,) = turn(app, box, MONDAY)
    assert letter["To"] == "paul@example.org"
    assert letter["Subject"] == subject
    for said in (text_of(letter), part(letter, "html")):
        assert heading in said
        assert f"Frame contract ({lost})" in said
        assert f"{ADDRESS}/deals/{made}" in said
        assert "/reviews/" in said
        assert "Of long ago" not in said
        for name in ("Anna", "Jo Kilian", "Tom", "Too late", "Nobody did"):
            assert name not in said


@pytest.mark.databases("sqlite")
def test_lead_who_has_chosen_no_language_reads_that_of_the_organisation(
    app: Flask, cast: Cast, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PLANNER", replace(app.config["PLANNER"], language="de"))
    with app.app_context():
        assert db.session.get_one(Person, cast.paul.id).language is None
    lose(app, cast, "Frame contract", MONDAY - WEEK / 2)
    (letter,) = turn(app, box, MONDAY)
    assert letter["Subject"] == "Ihr Team seit 08.06.2026"
    assert "Frame contract (Verloren)" in text_of(letter)
    assert '<html lang="de">' in part(letter, "html")


def test_gaps_are_compared_with_those_of_the_last_letter(
    app: Flask, cast: Cast, box: Mailbox
) -> None:
    assert turn(app, box, MONDAY) == []  # nothing has changed, but what holds is remembered
    join(app, cast, cast.mira, MONDAY + WEEK / 2)
    with app.app_context():
        potential = Potential(
            customer_id=cast.customer.id,
            field_id=cast.insurance.id,
            annual_value=Decimal(7),
            screened_on=MONDAY,
        )
        db.session.add(potential)
        db.session.commit()
    (letter,) = turn(app, box, MONDAY + WEEK)
    said = text_of(letter)
    gone, come = (
        said.index("New in your team without a specialist"),
        said.index("No longer without a specialist"),
    )
    assert gone < said.index("Insurance") < come < said.index("Payments")
    assert f"/customers/eisenwerk-bruehl-ag/fields/{cast.insurance.id}" in said
    assert turn(app, box, MONDAY + 2 * WEEK) == []


def test_nothing_comes_on_other_days_or_early_or_twice(
    app: Flask, cast: Cast, box: Mailbox
) -> None:
    lose(app, cast, "Frame contract", MONDAY - WEEK / 2)
    assert turn(app, box, MONDAY - WEEK / 7) == []
    assert turn(app, box, MONDAY, datetime.time(6, 59)) == []
    assert len(turn(app, box, MONDAY)) == 1
    assert turn(app, box, MONDAY, datetime.time(9, 0)) == []
    assert turn(app, box, MONDAY + WEEK / 7) == []
    assert turn(app, box, MONDAY + WEEK) == []


def test_letter_that_could_not_be_sent_is_sent_later_and_tells_all(
    app: Flask, cast: Cast, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(app, cast, "Frame contract", MONDAY - WEEK / 2)

    def fail(*_arguments: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(mail, "send", fail)
        assert turn(app, box, MONDAY) == []
    assert turn(app, box, MONDAY, datetime.time(7, 2)) == []
    (letter,) = turn(app, box, MONDAY, datetime.time(7, 10))
    assert "Frame contract" in text_of(letter)


def test_lead_of_one_team_gets_nothing_of_another(app: Flask, cast: Cast, box: Mailbox) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).owner_id = cast.fritz.id
        db.session.commit()
    lose(app, cast, "Frame contract", MONDAY - WEEK / 2)
    assert turn(app, box, MONDAY) == []
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).team_id = cast.north.id
        db.session.commit()
    lose(app, cast, "Another one", MONDAY + WEEK / 2)
    (letter,) = turn(app, box, MONDAY + WEEK)
    assert "Another one" in text_of(letter)


@pytest.mark.parametrize("change", [{"is_active": False}, {"team_id": None}, {"email": None}])
def test_who_leads_no_more_gets_none(
    app: Flask, cast: Cast, box: Mailbox, change: dict[str, object]
) -> None:
    lose(app, cast, "Frame contract", MONDAY - WEEK / 2)
    with app.app_context():
        for name, value in change.items():
            setattr(db.session.get_one(Person, cast.paul.id), name, value)
        db.session.commit()
    assert turn(app, box, MONDAY) == []


def test_ages_are_told_only_where_leads_see_them_and_only_what_they_see(
    app: Flask, cast: Cast, box: Mailbox
) -> None:
    with app.app_context():
        db.session.query(StoredRating).delete()
        db.session.get_one(
            Plan, cast.plan.id
        ).status = PlanStatus.CLOSED  # so that no night rates it
        db.session.commit()
    old, new = MONDAY - 4 * WEEK, MONDAY - WEEK / 2
    rate(app, cast, "bronze", old, old)
    rate(app, cast, "neanderthal", new, MONDAY + WEEK / 2)
    assert turn(app, box, MONDAY) == []
    show_ages_to_leads(app, cast)
    (letter,) = turn(app, box, MONDAY + WEEK)
    assert "Bronze age → Neanderthal age" in text_of(letter)
    rate(app, cast, "stone", MONDAY + WEEK, MONDAY + WEEK)
    show_ages_to_leads(app, cast, "members")
    assert turn(app, box, MONDAY + 2 * WEEK) == []


def test_one_click_in_the_mail_switches_it_off(
    app: Flask, cast: Cast, box: Mailbox, visitor: Visitors
) -> None:
    lose(app, cast, "Frame contract", MONDAY - WEEK / 2)
    (letter,) = turn(app, box, MONDAY)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter["List-Unsubscribe"].strip("<>").removeprefix(ADDRESS)
    page = visitor().visit(link)
    assert "The weekly mail about your team" in page.text
    done = page.form("mail-refusal-form").submit()
    assert "You get no more mails of this kind." in done.text
    lose(app, cast, "Another one", MONDAY + WEEK / 2)
    assert turn(app, box, MONDAY + WEEK) == []
    form = visitor(cast.paul).visit("/notification-choices").form("notification-choices-form")
    assert form.fill(week_letter=True).submit().status == 303
    assert len(turn(app, box, MONDAY + 2 * WEEK)) == 1


def test_only_leads_are_asked_whether_they_want_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.paul).visit("/notification-choices")
    form = page.form("notification-choices-form")
    assert form.fill(week_letter=False).submit().status == 303
    with app.app_context():
        (kept,) = db.session.query(WeekLetter).all()
        assert (kept.person_id, kept.wanted) == (cast.paul.id, False)
    for name in ("anna", "otto", "ada"):
        assert (
            "Every Monday" not in visitor(getattr(cast, name)).visit("/notification-choices").text
        )


def test_long_lists_are_cut_and_lead_to_the_page(app: Flask, cast: Cast, box: Mailbox) -> None:
    for number in range(23):
        lose(app, cast, f"Deal {number:02}", MONDAY - WEEK / 2)
    (letter,) = turn(app, box, MONDAY)
    said = text_of(letter)
    assert "Deal 19" in said
    assert "Deal 20" not in said
    assert "and 3 more" in said
    assert f"{ADDRESS}/team" in said.split()
