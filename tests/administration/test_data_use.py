"""The page that says which data is kept, for what, who sees it, and for how long."""

import datetime
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

from planner.access import TABLE, Permission
from planner.administration.views.data_use_columns import (
    ABOUT_ONE_PERSON,
    about_people,
    in_words,
    tables,
)
from planner.administration.views.data_use_words import OTHERS, USES
from planner.administration.views.roles import STANDINGS
from planner.jobs import imports
from planner.models.types import Moment
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

ADDRESS = "/data-use"


def described() -> dict[str, set[str]]:
    return {table: set(names) for use in USES for table, names in use.columns.items()}


def test_every_table_is_described_once() -> None:
    named = Counter([table for use in USES for table in use.columns] + list(OTHERS))
    assert set(named) == {table.name for table in tables()}
    assert set(named.values()) == {1}


def test_every_column_with_a_person_in_it_is_described_and_no_other() -> None:
    found = {table.name: set(about_people(table)) for table in tables()}
    assert {name: columns for name, columns in found.items() if columns} == described()


def test_each_column_of_what_is_about_one_person_is_thought_of() -> None:
    """A new one stands on the page only when somebody has said that it is kept for the same."""
    by_column = {table for use in USES for table in use.by_column}
    assert by_column >= ABOUT_ONE_PERSON


def test_new_columns_with_a_person_in_them_would_be_found() -> None:
    metadata = MetaData()
    Table("people", metadata, Column("id", Integer, primary_key=True))
    table = Table(
        "visits",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("seen_by_id", ForeignKey("people.id")),
        Column("opened_at", Moment),
        Column("remark", Text),
        Column("colour", String(10)),
    )
    assert list(about_people(table)) == ["seen_by_id", "opened_at", "remark", "colour"]
    table = Table("colours", MetaData(), Column("id", Integer), Column("colour", String(10)))
    assert list(about_people(table)) == []
    sessions = Table("sessions", MetaData(), Column("browser", String(10)))
    assert list(about_people(sessions)) == ["browser"]


def test_who_signs_in_leaves_no_time_behind() -> None:
    """Of everything about people, only what they wrote and changed, links, lock-outs and what is
    still to be done by the clock have a time of day; and when both sides have begun and finished
    planning together, and when there was an import, which events say as well;
    files that wait to be imported are gone after a day. When a lead came is
    kept, since the same one within a day is one; it is no colleague's. When a program was answered
    is forgotten after a day, and when something was sent to one, which events say as well, after
    thirty.

    That of who is present is deleted within its minute, as tests/jobs/test_presences.py holds.
    """
    times = {
        f"{table.name}.{column.name}"
        for table in tables()
        for column in table.columns
        if isinstance(column.type, Moment)
    }
    assert times == {
        "account_mails.given_up_at",
        "account_mails.mail_due_at",
        "api_answers.made_at",
        "comments.at",
        "events.at",
        "import_runs.at",
        "import_runs.undone_at",
        "import_uploads.at",
        "job_runs.held_until",
        "lead_attempts.forgotten_at",
        "leads.received_at",
        "notifications.mail_due_at",
        "password_links.expires_at",
        "password_links.mail_due_at",
        "planning_sessions.finished_at",
        "planning_sessions.started_at",
        "presences.changed_at",
        "presences.seen_at",
        "sign_in_failures.forgotten_at",
        "webhook_deliveries.due_at",
        "webhook_deliveries.found_at",
        "webhook_deliveries.tried_at",
        "webhooks.failing_since",
        "webhooks.rotated_at",
        "week_letters.mail_due_at",
    }


def test_every_use_says_for_what_who_sees_it_and_how_long() -> None:
    for use in USES:
        assert str(use.what)
        assert str(use.purpose)
        assert str(use.kept)
        assert bool(use.seen_by) != bool(str(use.only))


@pytest.mark.parametrize("who", ["anna", "jo", "paul", "ada", "otto", "fritz"])
def test_everybody_who_is_signed_in_can_read_it_by_the_footer(
    cast: Cast, visitor: Visitors, who: str
) -> None:
    page = visitor(getattr(cast, who)).visit("/customers").click("Which data is kept")
    assert page.status == 200
    assert page.heading == "Which data is kept"
    assert "No log-in or presence times are kept, and no figures by person." in page.text


def test_nobody_else_can(cast: Cast, visitor: Visitors) -> None:
    nobody = visitor()
    assert nobody.visit(ADDRESS).status == 302
    assert "Which data is kept" not in nobody.visit("/sign-in").links


def test_the_page_lists_all_that_is_described(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.fritz).visit(ADDRESS)
    with app.test_request_context():
        for use in USES:
            row = page.element(next(iter(use.columns))).text
            assert {str(use.what), str(use.purpose), str(use.kept)} <= set(_parts(row, use))
            for table, names in use.columns.items():
                assert all(in_words(table, column) in row for column in names)


def _parts(row: str, use: object) -> list[str]:
    texts = (getattr(use, name) for name in ("what", "purpose", "kept"))
    return [str(text) for text in texts if str(text) in row]


def test_who_sees_what_is_read_from_the_table_of_who_may_do_what(
    cast: Cast, visitor: Visitors
) -> None:
    text = visitor(cast.fritz).visit(ADDRESS).text
    for standing in TABLE[Permission.SEE_RATING]:
        name, words = STANDINGS[standing]
        assert f"{name}: {words}" in text


def test_retention_is_that_of_the_program(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.fritz).visit(ADDRESS)
    assert "7 days" in page.element("submissions").text
    assert "15 minutes" in page.element("sign_in_failures").text
    assert "3 days" in page.element("password_links").text
    assert "at most 20" in page.element("sessions").text


@pytest.mark.databases("sqlite")
def test_what_lies_on_the_server_for_an_import_is_named(cast: Cast, visitor: Visitors) -> None:
    said = visitor(cast.anna).visit("/data-use").text
    hours = imports.KEPT.total_seconds() / 3600
    assert f"until they are imported or discarded, for at most {hours:.0f} hours" in said
    assert "its rows are also in a file without a name, which ends with it" in said


def test_it_says_what_the_organisation_has_decided(cast: Cast, visitor: Visitors) -> None:
    fritz, ada = visitor(cast.fritz), visitor(cast.ada)
    assert "Only the members of the plan and the customer's owner" in fritz.visit(ADDRESS).text
    form = ada.visit("/organisation/ages").form("ages-form")
    form.fill(ages_visible_to="leads", days_before_leads="21").submit()
    text = fritz.visit(ADDRESS).text
    assert "Who sees the age of a plan: Also the leads of the team, and auditors" in text
    assert "Days that the members know first: 21" in text


def test_an_annex_says_of_which_day_it_is(cast: Cast, visitor: Visitors) -> None:
    today = datetime.date(2026, 6, 15)
    assert f"As of {today.day} Jun {today.year}" in visitor(cast.fritz).visit(ADDRESS).text
