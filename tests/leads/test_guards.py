"""The form under fire: what programs send is kept out, what people send arrives."""

import datetime
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.actions.people import settings
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import db
from planner.jobs import background
from planner.leads.actions import guards
from planner.leads.views import seals
from planner.models import LeadAttempt, LeadKey, LeadStatus, Person
from planner.queries.maturity import organisation
from tests.leads.sending import FORM, MONDAY, MORNING, all_leads, later, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

SAID = "This could not be taken. Please look over it and send it once more."


def counted(app: Flask, address: str, *, at: int = 0) -> bool:
    """Whether something from this address is taken."""
    with app.app_context(), clock.at(MONDAY, later(at)):
        try:
            guards.count_address(address)
        except guards.TooOften:
            return False
        finally:
            db.session.commit()
        return True


@pytest.mark.databases("sqlite", "postgresql")
def test_what_fills_in_everything_or_is_too_quick_or_too_slow_is_not_told_why(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    seen = []
    for number, (after, typed) in enumerate([(60, {"fax": "1"}), (2, {}), (90_000, {})]):
        page = opened(visitor())
        day = MONDAY + datetime.timedelta(days=after // 86_400)
        with clock.at(day, later(after % 86_400)):
            answer = page.form(FORM).fill(**{**_typed(number), **typed}).submit()
        seen.append((answer.status, [each.text for each in answer.root.all(class_="error")]))
    forged = sent(opened(visitor()).form(FORM).page, after=60)
    assert forged.status == 303
    assert seen == [(422, [SAID])] * 3
    assert len(all_leads(app)) == 1


def _typed(number: int) -> dict[str, Any]:
    return {
        "company": f"Works {number}",
        "contact_name": "Lea",
        "email": f"lea{number}@works.example",
        "agreed": True,
    }


def test_a_form_that_was_refused_is_sent_again_with_all_that_was_typed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Somebody whose browser filled in too much, or who left the page open over night."""
    open_form(app, cast)
    with clock.at(MONDAY, later(60)):
        again = opened(visitor()).form(FORM).fill(**_typed(1), fax="browser").submit()
    with clock.at(MONDAY, later(61)):
        assert again.form(FORM)["company"] == "Works 1"
        assert again.form(FORM).submit().status == 303
    assert [lead.company for lead in all_leads(app)] == ["Works 1"]


def test_one_copy_of_the_form_is_one_lead_however_often_it_is_sent(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    page = opened(visitor())
    answers = [sent(page, email=f"lea{n}@works.example").status for n in range(4)]
    assert answers == [303] * 4
    assert [lead.times for lead in all_leads(app)] == [1]


@pytest.mark.databases("sqlite", "postgresql")
def test_one_copy_that_is_sent_twice_in_the_same_instant_counts_once(
    app: Flask, cast: Cast
) -> None:
    """The second waits until the first is stored, and then finds it."""

    def is_first() -> bool:
        with app.app_context(), clock.at(MONDAY, MORNING):
            found = guards.is_first_of("a copy")
            db.session.commit()
            return found

    assert counted(app, "192.0.2.7")
    with ThreadPoolExecutor(1) as somebody:
        with app.app_context(), clock.at(MONDAY, MORNING):
            assert guards.is_first_of("a copy")
            other = somebody.submit(is_first)
            wait([other], timeout=1)
            db.session.commit()
        assert not other.result()


def test_a_seal_that_is_not_ours_or_from_tomorrow_is_none(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    with clock.at(MONDAY + datetime.timedelta(days=1), MORNING):
        tomorrow = visitor().visit("/lead-form/en")
    for page in (tomorrow, opened(visitor())):
        form = page.form(FORM).fill(**_typed(1))
        if page is not tomorrow:
            form.tamper(seal="WzEsIngiXQ.x")
        with clock.at(MONDAY, later(60)):
            assert form.submit().status == 422
    assert all_leads(app) == []


@pytest.mark.databases("sqlite", "postgresql")
def test_a_sixth_within_ten_minutes_from_one_place_waits_and_says_how_long(
    app: Flask, cast: Cast
) -> None:
    open_form(app, cast)
    statuses = [_posted(app, number).status for number in range(5)]
    late = _posted(app, 6)
    assert (statuses, late.status) == ([303] * 5, 429)
    assert 0 < int(late.headers["Retry-After"]) <= 600
    assert late.form(FORM)["company"] == "Works 6"
    assert "Please send it again in" in late.text
    with clock.at(MONDAY, later(60 + 660)):
        assert late.form(FORM).submit().status == 303


def _posted(app: Flask, number: int, address: str = "127.0.0.1") -> Page:
    return sent(opened(Visitor(app, address=address)), **_typed(number))


BURST, PLACES = 60, 40
"""So many posts from one place, and from so many /64s: enough to go far beyond every limit."""


@pytest.mark.databases("sqlite", "postgresql")
def test_under_fire_from_everywhere_real_leads_arrive_and_nothing_else(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """A burst from one address and from many /64s, scripts in every field, one copy over and over,
    and a clock that is off; five people write meanwhile."""
    open_form(app, cast)
    outside, page = visitor().client, opened(visitor())
    scripts = {"seal": page.form(FORM)["seal"], "fax": "x", "agreed": "y", **SCRIPTS}
    with clock.at(MONDAY + datetime.timedelta(days=1), MORNING):
        tomorrow = visitor().visit("/lead-form/en").form(FORM)["seal"]

    def fire(address: str, **data: str) -> int:
        outside.environ_base["REMOTE_ADDR"] = address
        with clock.at(MONDAY, later(60)):
            return outside.post("/lead-form/en", data={**scripts, **data}).status_code

    burst = [fire("198.51.100.7") for _number in range(BURST)]
    assert _posted(app, 1, "192.0.2.1").status == 303
    spread = [fire(f"2001:db8:{number:x}::1") for number in range(PLACES)]
    assert _posted(app, 2, "2001:db8:ffff::2").status == 303
    off = [fire(f"2001:db8:a{number:x}::1", seal=tomorrow, fax="") for number in range(PLACES)]
    assert _posted(app, 3, "192.0.2.3").status == 303
    with clock.at(MONDAY, later(60)):
        copies = {page.form(FORM).fill(**_typed(4)).submit().status for _number in range(5)}
    assert _posted(app, 5, "192.0.2.5").status == 303
    assert (burst.count(422), burst.count(429)) == (5, BURST - 5)
    assert {*spread, *off} == {422}
    assert copies == {303}
    background.wait()
    found = {lead.company: (lead.times, lead.status) for lead in all_leads(app)}
    assert found == {f"Works {number}": (1, LeadStatus.NEW) for number in range(1, 6)}


def test_a_thousand_posts_in_a_minute_from_one_place_keep_nobody_out(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Each with a form of its own, filled in as people do; one in two hundred is somebody else."""
    open_form(app, cast)
    outside = visitor().client
    outside.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    with clock.at(MONDAY, MORNING), app.test_request_context():
        copies = [seals.new(1) for _number in range(1000)]
    answers = Counter[int]()
    for number, seal in enumerate(copies):
        with clock.at(MONDAY, later(60 + number * 60 // 1000)):
            data = {**_typed(0), "seal": seal}
            answers[outside.post("/lead-form/en", data=data).status_code] += 1
        if number % 200 == 0:
            assert _posted(app, 1 + number // 200, f"2001:db8:{number:x}::1").status == 303
    assert answers[429] >= 995
    background.wait()
    names = {lead.company for lead in all_leads(app)}
    assert names >= {f"Works {number}" for number in range(1, 6)}
    assert len(names) <= 10


SCRIPTS = dict.fromkeys(
    ("company", "contact_name", "city", "website", "message", "source", "campaign"),
    "<script>alert(1)</script>",
) | {"email": "x@x.example", "country": "DE", "postcode": "<b>", "kit": "'><script>"}


def test_scripts_in_every_field_by_somebody_who_passes_the_checks_wait_and_run_nowhere(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    typed: dict[str, Any] = {name: SCRIPTS[name] for name in SCRIPTS if name not in HIDDEN}
    assert sent(opened(visitor()), **typed).status == 303
    (lead,) = all_leads(app)
    assert lead.status is LeadStatus.SUSPECTED
    for address in (f"/leads/{lead.id}", "/leads?box=suspected", "/today"):
        assert "<script>alert" not in visitor(cast.tom).visit(address).html


HIDDEN = {"source", "campaign", "kit"}


@pytest.mark.databases("sqlite")
def test_many_places_that_fail_the_checks_do_not_use_up_what_the_form_takes_in_an_hour(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    outside = visitor().client
    data = {**_fields(opened(visitor())), "fax": "x", "agreed": "y"}
    data |= {"company": "x", "contact_name": "x", "email": "x@x.example"}
    with clock.at(MONDAY, later(60)):
        for number in range(200):
            outside.environ_base["REMOTE_ADDR"] = f"2001:db8:{number:x}::1"
            assert outside.post("/lead-form/en", data=data).status_code == 422
    assert _posted(app, 1, "2001:db8:ffff::1").status == 303
    assert len(all_leads(app)) == 1


def _fields(page: Page) -> dict[str, str]:
    return {"seal": page.form(FORM)["seal"]}


def test_the_form_takes_sixty_in_an_hour(app: Flask, cast: Cast) -> None:
    with app.app_context(), clock.at(MONDAY, MORNING):
        for _number in range(60):
            guards.count_form()
        with pytest.raises(guards.TooOften) as refusal:
            guards.count_form()
        assert refusal.value.seconds > 3500
    with app.app_context(), clock.at(MONDAY, later(3700)):
        guards.count_form()


def limit(app: Flask, cast: Cast, **numbers: int) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        usual = organisation.thresholds()
        settings.change_thresholds(usual, SignatureThresholds(**numbers), by=ada)
        db.session.commit()


@pytest.mark.databases("sqlite", "postgresql")
def test_the_limits_are_those_of_the_table_of_thresholds(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    limit(app, cast, form_seconds=30, form_hours=1, lead_rate=2, form_rate=1)
    assert sent(opened(visitor()), after=29).status == 422
    assert sent(opened(visitor()), after=3601).status == 422
    other = Visitor(app, address="192.0.2.9")
    assert sent(opened(other), after=30).status == 303
    third = sent(opened(Visitor(app, address="192.0.2.10")), after=40, **_typed(1))
    assert (third.status, int(third.headers["Retry-After"]) > 600) == (429, True)
    limits = visitor(cast.ada).visit("/lead-form-settings").element("limits").text
    assert "At most 2 inquiries in 10 minutes from one address, and 1 an hour in all." in limits
    assert "from 30 seconds to 1 hour after" in limits


def test_a_household_is_one_place_in_both_kinds_of_addresses(app: Flask, cast: Cast) -> None:
    with app.app_context(), clock.at(MONDAY, MORNING):
        one = guards.hash_of("2001:db8:1:2::1")
        assert guards.hash_of("2001:db8:1:2:ffff::9") == one
        assert guards.hash_of("2001:db8:1:3::1") != one
        assert guards.hash_of("::ffff:192.0.2.1") == guards.hash_of("192.0.2.1")
        assert guards.hash_of("not an address") != one


@pytest.mark.databases("sqlite", "postgresql")
def test_no_address_is_kept_and_the_key_is_thrown_away_with_its_day(app: Flask, cast: Cast) -> None:
    assert counted(app, "192.0.2.7")
    with app.app_context():
        assert "192.0.2.7" not in str(db.session.scalars(select(LeadAttempt.whom)).all())
        first = db.session.scalars(select(LeadKey.key)).one()
    with app.app_context(), clock.at(MONDAY + datetime.timedelta(days=1), MORNING):
        guards.count_address("192.0.2.7")
        db.session.commit()
        assert db.session.scalars(select(LeadKey.key)).one() != first
        assert db.session.scalars(select(func.count()).select_from(LeadAttempt)).one() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"message": "Look at <a href='https://x.example'>this</a>"},
        {"message": "https://a.example https://b.example www.c.example"},
        {"company": "<script>alert(1)</script>"},
    ],
)
def test_what_has_markup_or_many_links_waits_for_somebody_and_is_not_lost(
    app: Flask, cast: Cast, visitor: Visitors, typed: dict[str, Any]
) -> None:
    open_form(app, cast)
    assert sent(opened(visitor()), **typed).status == 303
    (lead,) = all_leads(app)
    assert lead.status is LeadStatus.SUSPECTED
    page = visitor(cast.ada).visit("/leads?box=suspected")
    assert "Suspected to be advertising" in page.element(f"lead-{lead.id}").text
    assert "<script>alert" not in page.html
    assert "No lead here." in visitor(cast.tom).visit("/leads").text
