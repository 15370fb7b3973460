"""Who gets where: every address of the application, tried by those who must not get there."""

import re
from collections.abc import Iterable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from planner.access import READING, Permission, Standing, allows
from planner.database import db
from planner.models import Member, Person
from planner.models.kinds import Role
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stored import rows
from tests.support.stories.cast import Cast
from tests.support.stories.places import Place, Surroundings, surroundings, verb_of

# For everybody, signed in or not.
PUBLIC = {
    "calendars.show",  # to whoever has its address
    "health.show",
    "language.update",
    "lead_forms.create",
    "lead_forms.new",
    "lead_forms.show",
    "lead_forms.show_look",
    "notifications.create_refusal",
    "notifications.new_refusal",
    "passwords.create",
    "passwords.edit",
    "passwords.new",
    "passwords.update",
    "shared_kits.show",
    "descriptions.show",
    "problem_pages.show",
    "shared_kits.show_picture",
    "shown_cases.create",
    "shown_cases.show",
    "shown_cases.show_file",
    "sign_ins.create",
    "sign_ins.destroy",
    "sign_ins.new",
    "source.show",
}
# For everybody who is signed in; what they show and take depends on the person.
FOR_COLLEAGUES = {
    "availabilities.create",
    "availabilities.index",
    "availabilities.update_deputy",
    "content_kits.create_share",
    "content_kits.index",
    "content_kits.show",
    "connections.create",
    "connections.destroy",
    "connections.index",
    "customers.create",
    "customers.index",
    "customers.new",
    "new_customers.create",
    "new_customers.create_preview",
    "new_customers.new",
    "data_use.show",
    "feeds.create",
    "feeds.index",
    "webhooks.create",
    "webhooks.index",
    "handovers.index",
    "home.show",
    "leads.index",
    "saved_views.create",
    "saved_views.new",
    "notifications.edit_choices",
    "notifications.update_choices",
    "notifications.index",
    "notifications.update",
    "playbooks.index",
    "playbooks.show",
    "pool.index",
    "subscriptions.show_freshness",
    "profile.edit",
    "profile.update",
    "renewals.index",
    "requests.index",
    "roles.show",
    "searches.index",
    "searches.show",
    "shortcuts.index",
    "stages.index",
    "streams.index",
    "talks.create",
    "talks.new",
    "today.index",
    "descriptions.index",
    "tokens.create",
    "tokens.index",
    "weeks.show",
    "work_list.index",
}
# For who leads a team or sees all of them; `tests/team/views/test_coverage.py` says who that is.
# In which ages plans are they see where the organisation has decided so: test_maturity_sight.py.
FOR_LEADS = {
    "capacity.index",
    "capacity_activities.index",
    "coverage.index",
    "customer_deletions.index",
    "maturity_map.index",
    "maturity_plans.index",
    "one_sided_plans.index",
    "pipeline.index",
    "pipeline_deals.index",
    "reach.index",
    "targets.create",
    "targets.index",
    "targets.new",
    "team_reviews.index",
    "team_signatures.index",
}
# For administrators and the leads of teams; `tests/playbooks/test_playbooks.py` says who that is.
FOR_WRITERS = {
    "playbooks.index_events",
    *(f"content_kits.{what}" for what in ("create", "edit", "new", "update", "create_picture")),
    *(
        f"playbooks.{verb}{of}"
        for of in ("", "_activity", "_goal")
        for verb in ("create", "destroy", "edit", "new", "update")
    ),
}
# For administrators and auditors; `tests/administration/test_audit.py` says who that is.
FOR_AUDITORS = {"audit.index"}
# For executives; `tests/sponsor_requests/test_desk.py` says who that is.
FOR_EXECUTIVES = {"desk.index"}
# For executives who have nothing but the desk: that, and what is their own.
FOR_DESKS = {
    *("home.show", "desk.index", "desk.show"),
    *("desk.create_acceptance", "desk.create_decline", "desk.create_outcome"),
    *("availabilities.create", "availabilities.index", "availabilities.update_deputy"),
    "data_use.show",
    *("notifications.edit_choices", "notifications.update_choices"),
    *("profile.edit", "profile.update"),
    *("feeds.create", "feeds.index"),
    *("webhooks.create", "webhooks.index"),
    *("tokens.create", "tokens.index"),
}
# For value specialists; `tests/value_requests/test_value_requests.py` says who that is.
FOR_VALUE_SPECIALISTS = {"value_inbox.index"}
# Of a plan, and seen beyond its members only where the organisation has decided so, or never: who
# does not work on it has nothing to plan together.
FOR_MEMBERS = {"maturity.show", "planning.index", "planning.show"}
# Only for whoever was told, which leads on to what it is about, or was asked.
LEADS_ON = {"notifications.show"}
FOR_ONE = {
    *LEADS_ON,
    *("desk.show", "involvements.show", "value_inbox.new_decline", "webhooks.show"),
}
ACTIONS = {"index", "show", "new", "create", "edit", "update", "destroy"}


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    return surroundings(app)


def guarded(around: Surroundings) -> Iterator[Place]:
    for place in around.places:
        if place.endpoint not in PUBLIC:
            yield place


def of_others(around: Surroundings) -> Iterator[Place]:
    """What somebody who has nothing to do with it must not even know of."""
    for place in guarded(around):
        known = (
            FOR_COLLEAGUES
            | FOR_LEADS
            | FOR_WRITERS
            | FOR_AUDITORS
            | FOR_EXECUTIVES
            | FOR_VALUE_SPECIALISTS
        )
        if _page_of(place.endpoint) not in known:
            yield place


def _page_of(endpoint: str) -> str:
    """A table that is taken away is for those who have the page with it."""
    return re.sub(r"\.show_table$|_boards\.show$", ".index", endpoint)


def going(
    visitor: Visitor, places: Iterable[Place], *, htmx: bool = False
) -> Iterator[tuple[Place, Page]]:
    """Send to each place what it takes, with a valid token against forgery."""
    token = visitor.visit("/sign-in").form("/sign-in")["csrf_token"]
    for place in places:
        fields = {} if place.method == "GET" else {"csrf_token": [token]}
        yield place, visitor.send(place.method, place.address, fields, htmx=htmx)


@pytest.mark.databases("sqlite")
def test_there_are_only_the_seven_kinds_of_views(app: Flask) -> None:
    """Each of a noun, or of a thing that belongs to it: `create_claim` of activities."""
    odd = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and verb_of(endpoint) not in ACTIONS
    }
    assert odd == set()
    assert all(endpoint.count(".") == 1 for endpoint in app.view_functions if endpoint != "static")


@pytest.mark.databases("sqlite")
def test_what_is_public_is_meant_to_be(app: Flask) -> None:
    public = {
        endpoint for endpoint, view in app.view_functions.items() if hasattr(view, "is_public")
    }
    assert public == PUBLIC


@pytest.mark.databases("sqlite")
def test_nobody_gets_anywhere_without_signing_in(around: Surroundings, visitor: Visitors) -> None:
    for place, page in going(visitor(), guarded(around)):
        if place.method == "GET":
            assert page.status == 302, place
            assert page.location.startswith("/sign-in?next=/"), place
        else:
            assert page.status == 401, place
            assert page.heading == "Sign in", place


@pytest.mark.databases("sqlite")
def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(
    around: Surroundings, visitor: Visitors
) -> None:
    for place, page in going(visitor(), guarded(around), htmx=True):
        assert page.status == 401, place
        if place.method == "GET":
            assert page.headers["HX-Redirect"].startswith("/sign-in?next="), place
        else:
            assert page.headers["HX-Retarget"] == "body", place


@pytest.mark.databases("sqlite")
def test_to_a_stranger_nothing_is_there(
    cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    for stranger in (cast.fritz, cast.mira, cast.paul):
        for place, page in going(visitor(stranger), of_others(around)):
            assert page.status == 404, (stranger.name, place)


@pytest.mark.databases("sqlite")
def test_an_executive_who_was_asked_sees_the_desk_and_nothing_else(
    cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    for place, page in going(visitor(cast.ruth), of_others(around)):
        assert (page.status == 404) is not place.endpoint.startswith("desk."), place


@pytest.mark.databases("sqlite")
def test_an_executive_on_no_plan_has_the_desk_the_own_settings_and_nothing_else(
    app: Flask, cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    """Whatever else there is, or will be, answers as to somebody who may not know of it."""
    with app.app_context():
        member = select(Member).where(Member.person_id == cast.ruth.id)
        for each in db.session.scalars(member):
            db.session.delete(each)
        db.session.commit()
    for place, page in going(visitor(cast.ruth), guarded(around)):
        assert (page.status == 404) is not (place.endpoint in FOR_DESKS), (page.status, place)


@pytest.mark.databases("sqlite")
def test_what_is_ones_own_is_meant_to_be(app: Flask) -> None:
    own = {endpoint for endpoint, view in app.view_functions.items() if hasattr(view, "is_own")}
    assert own == FOR_DESKS | {
        *("notifications.show", "availabilities.destroy", "feeds.destroy", "tokens.destroy"),
        *("webhooks.show", "webhooks.destroy", "webhooks.create_rotation"),
        *("webhooks.create_pause", "webhooks.destroy_pause", "webhook_deliveries.create_retry"),
    }


@pytest.mark.databases("sqlite")
def test_administrators_keep_people_but_see_no_plans(
    cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    for place, page in going(visitor(cast.ada), of_others(around)):
        if place.of_plan:
            assert page.status == 404, place
        else:
            assert page.status != 404, place


# On both: the refusals to others, and what is shown to whom, test_both_databases.py asks for there.
@pytest.mark.databases("sqlite", "postgresql")
def test_auditors_read_every_plan_and_change_nothing(
    cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    for place, page in going(visitor(cast.otto), of_others(around)):
        reads = place.method == "GET" and place.verb in ("show", "index")
        if place.of_plan and reads and place.endpoint not in FOR_MEMBERS | FOR_ONE:
            assert page.status == 200, place
        elif place.endpoint in FOLLOWING:
            assert page.status == 303, place
        else:
            assert page.status in (403, 404), place


@pytest.mark.databases("sqlite")
def test_a_member_gets_to_every_page_of_the_plan(around: Surroundings, visitor: Visitors) -> None:
    """So that the refusals above are not those of addresses that lead nowhere."""
    # She is on the plan already, knows the customer, and leads no team; who signs on her screen
    # would have to be on the plan as well.
    outside = {
        "requests.new",
        "requests.new_introduction",
        "customer_deletions.new",
        "customer_mergings.new",
        "involvement_exceptions.new",
        "planning_signatures.new_handed_over",
        "cells.show",
        "cells.show_table",
        "desk.show",
        "value_inbox.new_decline",
        "targets.edit",
        "targets.show",
    }
    inside = [
        place
        for place in of_others(around)
        if place.of_plan and place.method == "GET" and place.endpoint not in outside
    ]
    for place, page in going(visitor(around.member), inside):
        expected = (302,) if place.endpoint in LEADS_ON else (200, 409)
        assert page.status in expected, place


@pytest.mark.databases("sqlite")
def test_the_first_address_leads_to_signing_in_and_then_to_the_customers(
    cast: Cast, visitor: Visitors
) -> None:
    assert visitor().visit("/").follow().heading == "Sign in"
    assert visitor(cast.anna).visit("/").follow().heading == "Today"


def test_nothing_is_allowed_to_those_who_stand_nowhere() -> None:
    assert not any(allows(permission, set()) for permission in Permission)


def test_auditors_are_allowed_to_read_and_to_be_told_and_no_more() -> None:
    allowed = {permission for permission in Permission if allows(permission, {Standing.AUDITOR})}
    assert allowed == {
        Permission.SEE_CUSTOMER,
        Permission.SEE_PLAN,
        Permission.SEE_ACTIVITY,
        Permission.SEE_COMMENTS,
        Permission.SEE_AUDIT,
        Permission.SEE_COVERAGE,
        Permission.SEE_CELL,
        Permission.FOLLOW,
    }


def test_leads_read_and_steer_but_do_not_work_on_plans() -> None:
    assert allows(Permission.SEE_PLAN, {Standing.LEAD})
    assert not allows(Permission.WORK_ON_PLAN, {Standing.LEAD})
    assert not allows(Permission.SIGN, {Standing.LEAD})


# What one sees one may be told of.
FOLLOWING = {"follows.create", "follows.destroy"}
# What is one's own whoever one is: the sign-in, the language, what one is told and has read.
OWN = {
    *PUBLIC,
    *FOLLOWING,
    "availabilities.create",
    "availabilities.destroy",
    "availabilities.update_deputy",
    "connections.create",
    "connections.destroy",
    "feeds.create",
    "feeds.destroy",
    *("webhooks.create", "webhooks.destroy", "webhooks.create_rotation"),
    *("webhooks.create_pause", "webhooks.destroy_pause", "webhook_deliveries.create_retry"),
    "notifications.update_choices",
    "notifications.update",
    "presences.create",
    "profile.update",
    "saved_views.create",
    "saved_views.destroy",
    "saved_views.update",
    "tokens.create",
    "tokens.destroy",
    "visits.update",
}


@pytest.mark.parametrize("other", list(Standing))
def test_an_auditor_may_do_nothing_but_read_however_else_they_stand(other: Standing) -> None:
    may = {each for each in Permission if allows(each, {Standing.AUDITOR, *Standing, other})}
    assert may <= READING
    assert Permission.SEE_PLAN in may


def test_an_auditor_neither_asks_to_join_nor_takes_back_what_they_have_asked_before(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    mira, key = visitor(cast.mira), cast.customer.key
    ask = mira.visit(f"/customers/{key}/join-request/new").form("join-request-form")
    assert ask.submit().status == 303
    withdraw = mira.visit("/requests").form_of(f"Withdraw: To join the plan, {cast.customer.name}")
    with app.app_context():
        db.session.get_one(Person, cast.mira.id).is_auditor = True
        db.session.commit()
    before = rows(app)
    assert "join-request" not in mira.visit("/pool").html
    assert not mira.visit("/requests").root.all("button", "form", action=withdraw.element["action"])
    again = ask.tamper(submission="another")
    assert (withdraw.submit().status, again.submit().status) == (403, 404)
    assert rows(app) == before


@pytest.mark.databases("sqlite")
def test_an_auditor_who_is_everything_else_as_well_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    with app.app_context():
        auditor = db.session.get_one(Person, around.member.id)
        auditor.is_auditor = auditor.is_administrator = True
        auditor.role, auditor.team_id = Role.TEAM_LEAD, cast.north.id
        db.session.commit()
    somebody = visitor(around.member)
    page = somebody.visit("/customers")
    token = next(form["csrf_token"] for form in page.forms if "csrf_token" in form)
    before, changed = rows(app), {}
    for place in around.places:
        if place.method == "GET" or place.endpoint in OWN:
            continue
        fields = {"csrf_token": [token]}
        status = somebody.send(place.method, place.address, fields).status
        if status not in (403, 404):
            changed[place.endpoint] = status
    assert changed == {}
    assert rows(app) == before
