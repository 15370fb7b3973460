"""A specialist finds a customer in the pool, is let in, and both work on one plan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import TODAY
from tests.support.browsers.browser import DESKTOP, Windows
from tests.support.production import environment_of, forked
from tests.support.stories.cast import Cast
from tests.support.stories.somebody import Somebody
from tests.support.telling import speaker

pytestmark = pytest.mark.own_database

PHONE = (360, 740)
CUSTOMER = "Eisenwerk Brühl AG"
ACTIVITY = "Show the terminals"
GOAL = "Half of the payments"
# What everybody has, and where nothing of the customer is to be read by those outside.
EVERYBODYS = {
    *("/", "/customers", "/new-customer", "/pool", "/requests", "/today", "/roles", "/settings"),
    *("/work-list", "/stages", "/renewals", "/handovers", "/leads", "/content-kits", "/feeds"),
    "/webhooks",
    *("/sign-in", "/language", "/talks/new", "/data-use", "/notifications"),
    "/notification-choices",
    "/playbooks",
    *("/week", "/availabilities"),
    *("/freshness/pool", "/freshness/requests", "/freshness/today"),
    *("/search", "/search/found", "/shortcuts"),
}


@pytest.fixture
def windows(browser: Browser, cast: Cast, database_url: str, tmp_path: Path) -> Iterator[Windows]:
    """Windows on the production server, with the cast in its database."""
    today = {"PLANNER_TODAY": TODAY.isoformat()}
    with forked(environment_of(database_url, tmp_path / "data", **today)) as server:
        opened = Windows(browser, server.address)
        yield opened
        opened.close()


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("size", "language", "scripts"),
    [(PHONE, "de", True), (DESKTOP, "en", False)],
    ids=["phone in German", "desktop without scripts"],
)
def test_specialist_joins_and_both_work_on_the_plan_that_a_stranger_never_sees(
    windows: Windows, size: tuple[int, int], language: str, scripts: bool
) -> None:
    say = speaker(language)
    mira, anna, fritz = (
        Somebody(windows.open(size, language=language, scripts=scripts), say) for _ in range(3)
    )
    mira.sign_in("mira@example.org")
    anna.sign_in("anna@example.org", begins_at="Today")
    specialist_asks_to_join(mira)
    owner_lets_her_in(anna)
    owner_opens_an_activity(anna)
    specialist_asks_for_the_activity(mira)
    owner_gives_it_to_her(anna)
    specialist_has_the_activity(mira)
    for somebody, words in (
        (mira, "They want twelve terminals."),
        (anna, "They have asked twice."),
    ):
        logs_a_talk(somebody, words)
    owner_sets_a_goal(anna)
    signs_the_goal(anna)
    signs_the_goal(mira)
    both_have_signed(mira)
    for somebody in (mira, anna):
        somebody.open_customer(CUSTOMER)
        somebody.note_what_is_offered()
        for tab in ("Goals & deals", "Activities", "Talks", "Value", "People"):
            somebody.open_tab(CUSTOMER, tab)
            somebody.note_what_is_offered()
    fritz.sign_in("fritz@example.org")
    windows.allow("status of 404")
    stranger_sees_nothing(fritz, mira.noted | anna.noted)
    mira.open_tab(CUSTOMER, "Goals & deals")
    both_have_signed(mira)


def specialist_asks_to_join(mira: Somebody) -> None:
    mira.go_to("Pool")
    link = f"{mira.say('Ask to join')}: {CUSTOMER}"
    mira.page.get_by_role("link", name=link).click()
    mira.press(mira.say("Ask to join"))
    expect(mira.heading(mira.say("Requests"))).to_be_visible()
    mira.sees(CUSTOMER, "#asked")
    mira.go_to("Customers")
    expect(mira.page.get_by_role("link", name=CUSTOMER)).to_have_count(0)


def owner_lets_her_in(anna: Somebody) -> None:
    anna.go_to("Today")
    anna.sees("Mira Sommer", "#waiting")
    accept = anna.page.locator("#waiting").get_by_role("button")
    accept.filter(has_text=anna.say("Accept")).click()
    expect(accept.filter(has_text=anna.say("Accept"))).to_have_count(0)
    anna.open_tab(CUSTOMER, "People")
    anna.sees("Mira Sommer", "#members")


def owner_opens_an_activity(anna: Somebody) -> None:
    anna.open_tab(CUSTOMER, "Activities")
    anna.page.get_by_role("link", name=anna.say("Add an activity")).first.click()
    form = anna.page.locator("#activity-form")
    form.locator("[name=title]").fill(ACTIVITY)
    form.locator("[name=field_id]").select_option("Payments")
    anna.save("#activity-form")
    anna.sees(ACTIVITY, "#activities")


def specialist_asks_for_the_activity(mira: Somebody) -> None:
    mira.go_to("Pool")
    mira.press(f"{mira.say('Ask for it')}: {ACTIVITY}")
    expect(mira.page.get_by_role("button", name=mira.say("Withdraw")).first).to_be_visible()


def owner_gives_it_to_her(anna: Somebody) -> None:
    anna.go_to("Today")
    anna.sees(ACTIVITY, "#waiting")
    accept = anna.page.locator("#waiting").get_by_role("button")
    accept.filter(has_text=anna.say("Accept")).click()
    expect(accept.filter(has_text=anna.say("Accept"))).to_have_count(0)


def specialist_has_the_activity(mira: Somebody) -> None:
    mira.open_tab(CUSTOMER, "Activities")
    mira.sees("Mira Sommer", "#activities")
    done = f"{mira.say('Done')}: {ACTIVITY}"
    expect(mira.page.get_by_role("button", name=done, exact=True)).to_be_visible()


def logs_a_talk(somebody: Somebody, words: str) -> None:
    somebody.open_customer(CUSTOMER)
    somebody.page.get_by_role("link", name=somebody.say("Log a talk")).first.click()
    form = somebody.page.locator("#talk-form")
    form.locator("[name=topic]").fill("Terminals of " + words.split()[1])
    form.locator("[name=summary]").fill(words)
    somebody.save("#talk-form")
    somebody.open_tab(CUSTOMER, "Talks")
    somebody.sees(words, "#conversations")


def owner_sets_a_goal(anna: Somebody) -> None:
    anna.open_tab(CUSTOMER, "Goals & deals")
    anna.page.get_by_role("link", name=anna.say("Add a goal")).first.click()
    anna.page.locator("#goal-form [name=title]").fill(GOAL)
    anna.save("#goal-form")
    anna.sees(GOAL, "#goals")


def signs_the_goal(somebody: Somebody) -> None:
    somebody.open_tab(CUSTOMER, "Goals & deals")
    sign = somebody.say("Sign %(name)s", name=GOAL)
    somebody.press(sign, "#goals")
    expect(somebody.page.get_by_role("button", name=sign)).to_have_count(0)


def both_have_signed(somebody: Somebody) -> None:
    """On a phone it is said; on a desk the goal is a line, in which the two who have signed stand
    by their letters."""
    goals = somebody.page.locator("#goals")
    expect(goals).to_contain_text(somebody.say("signed by both sides"))
    for name in ("Anna Berg", "Mira Sommer"):
        expect(goals.get_by_label(f"{name}: {somebody.say('signed')}").first).to_be_attached()


def stranger_sees_nothing(fritz: Somebody, noted: set[tuple[str, str]]) -> None:
    """What he opens and what he sends, each with the answer that he gets.

    His browser draws each page of everybody's once, so that what its scripts fetch is read too;
    what else is answered takes no drawing to be looked at.
    """
    token = fritz.page.locator("[name=csrf_token]").first.get_attribute("value")
    send = fritz.page.context.request
    answers: dict[tuple[str, str], int] = {}
    drawn: set[str] = set()
    for method, address in sorted(noted):
        path = address.partition("?")[0]
        if path in EVERYBODYS and method == "GET":
            assert CUSTOMER not in send.get(address).text(), address
            if path not in drawn:
                drawn.add(path)
                fritz.page.goto(address)
                assert CUSTOMER not in fritz.page.content(), address
        elif method == "GET":
            answers[method, address] = send.get(address, max_redirects=0).status
        elif path not in EVERYBODYS:
            form: dict[str, str | float | bool] = {"csrf_token": token or ""}
            answers[method, address] = send.post(address, form=form, max_redirects=0).status
    assert {asked: status for asked, status in answers.items() if status != 404} == {}
    assert sum(method == "GET" for method, _address in answers) > 20
    assert sum(method == "POST" for method, _address in answers) > 15
