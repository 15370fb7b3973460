"""Every page as those see it who use it: accessible, valid, without complaints, on any screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import axe, html, layout
from tests.support.browsers.browser import Windows
from tests.support.browsers.inspection import (
    DARK_ON_A_PHONE,
    LIGHT_ON_A_DESK,
    faults,
    faults_at_all_sizes,
)
from tests.support.stories.bank import OTHERS, Bank, opened
from tests.support.stories.overfull import GOALS, crowd

NOBODY = "nobody"
# What everybody sees, each with what they may do there.
SEEN_BY_ALL = {
    *("customers.index", "notifications.index", "profile.edit"),
    *("pool.index", "requests.index", "today.index", "weeks.show", "talks.new"),
}
# What others see than the account manager, who sees the rest.
SEEN_BY = {
    **dict.fromkeys(OTHERS, SEEN_BY_ALL),
    # On no plan: the beginning leads to the desk, and beside it there is only what is their own.
    "executive": {
        "home.show",
        *("desk.index", "desk.show"),
        *("availabilities.index", "data_use.show", "notifications.edit_choices", "profile.edit"),
    },
    "value specialist": SEEN_BY_ALL | {"value_inbox.index", "value_inbox.new_decline"},
    NOBODY: {
        *("notifications.new_refusal", "passwords.edit", "passwords.new", "sign_ins.new"),
        *("lead_forms.new", "lead_forms.show", "shared_kits.show"),
    },
    "administrator": {
        "first_steps.show",
        "new_people.new",
        "removals.new_field",
        "removals.new_team",
        "settings.edit_ages",
        "audit.index",
        "customers.index",
        "fields.edit",
        "fields.index",
        "fields.new",
        "content_kits.edit",
        "content_kits.new",
        "lead_rules.edit",
        "lead_rules.index",
        "lead_rules.new",
        "lead_settings.edit",
        "import_runs.index",
        "import_runs.show",
        "import_uploads.show",
        "import_undos.new",
        "involvement_rules.edit",
        "involvement_rules.index",
        "involvement_rules.new",
        "settings.new_logo",
        "people.edit",
        "people.index",
        "people.new",
        "playbooks.edit_activity",
        "playbooks.new_activity",
        "playbooks.index_events",
        "playbooks.edit_goal",
        "playbooks.new_goal",
        "playbooks.edit",
        "playbooks.index",
        "playbooks.new",
        "playbooks.show",
        "pool.index",
        "requests.index",
        "settings.edit_rhythms",
        "settings.edit",
        "successions.new",
        "teams.edit",
        "teams.index",
        "teams.new",
        "thresholds.edit",
        "today.index",
    },
    "specialist": {
        "activities.show",
        "customers.index",
        "goals.show",
        "involvements.show",
        "requests.new",
        "requests.new_introduction",
        "plans.show",
        "pool.index",
        "requests.index",
        "today.index",
    },
    "team lead": {
        "customer_deletions.index",
        "customer_deletions.new",
        "customer_mergings.new",
        "capacity.index",
        "capacity_activities.index",
        "cells.show",
        "coverage.index",
        "customers.index",
        "involvement_exceptions.new",
        "maturity_map.index",
        "maturity_plans.index",
        "one_sided_plans.index",
        "pipeline.index",
        "pipeline_deals.index",
        "plans.show",
        "reach.index",
        "targets.edit",
        "targets.index",
        "targets.new",
        "targets.show",
        "team_reviews.index",
        "team_signatures.index",
        "today.index",
    },
}
REDIRECTS = {"home.show", "notifications.show"}
SEEN_BY_OTHERS_TOO = {
    *("customers.index", "pool.index", "requests.index", "today.index"),
    *("playbooks.index", "playbooks.show"),
}
ONLY_FOR_OTHERS = {
    *SEEN_BY[NOBODY],
    *(SEEN_BY["administrator"] - SEEN_BY_OTHERS_TOO),
    *(SEEN_BY["team lead"] - {"customers.index", "plans.show", "today.index"}),
    *("involvements.show", "requests.new", "requests.new_introduction"),
    *("desk.index", "desk.show", "value_inbox.index", "value_inbox.new_decline"),
    *REDIRECTS,
}
# The pages of account managers, in as many heaps, so that several processes can look at once.
HEAPS = 4
READERS = [
    *((reader, 0, 1) for reader in SEEN_BY),
    *(("account manager", heap, HEAPS) for heap in range(HEAPS)),
]


# Every page is looked at in both languages: in English as the story tells it, in the light on a
# desk; in German, whose words are longer, with names as long as can be, in the dark on a phone. The
# second is enough for pages that somebody else has been shown already, and for those of a filter;
# what an executive reads is on nobody else's pages.
LOOKS_IN = {"en": LIGHT_ON_A_DESK, "de": DARK_ON_A_PHONE}
LOOKS = [
    (reader, heap, heaps, language)
    for language in LOOKS_IN
    for reader, heap, heaps in READERS
    if language == "de" or reader not in OTHERS or reader == "executive"
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    with opened(tmp_path_factory.mktemp("bank")) as bank:
        yield bank


@pytest.fixture(scope="module")
def overfull(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    with opened(tmp_path_factory.mktemp("overfull"), overfull=True) as bank:
        yield bank


@pytest.fixture
def story(language: str, request: pytest.FixtureRequest) -> Bank:
    """The one that is looked at in this language."""
    told: Bank = request.getfixturevalue({"en": "bank", "de": "overfull"}[language])
    return told


@pytest.fixture
def windows(browser: Browser, story: Bank) -> Iterator[Windows]:
    opened = Windows(browser, story.address)
    yield opened
    opened.close()


def pages_of(reader: str, story: Bank, language: str) -> list[str]:
    """The addresses of the pages that this reader is to look at in this language."""
    addresses = story.addresses() | {"lead_forms.new": f"/lead-form/{language}"}
    addresses["lead_forms.show"] = f"/lead-form/{language}/thanks"  # the form speaks as it is asked
    seen = SEEN_BY.get(reader, addresses.keys() - ONLY_FOR_OTHERS)
    found = [addresses[endpoint] for endpoint in sorted(seen)]
    if reader in OTHERS and "customers.index" in seen:
        found += story.customer_of(reader)
    return found + (filtered(reader, addresses) if language == "de" else [])


def filtered(reader: str, addresses: dict[str, str]) -> list[str]:
    """The same pages with what their filters can leave, also nothing, and beyond their end."""
    found: list[str] = []
    if reader == "account manager":
        plan = addresses["plans.show"]
        found += [f"{plan}/{tab}" for tab in ("activities", "talks", "value", "people", "renewals")]
        steps = ("potentials", "deals", "activities", "signatures")
        found += [f"{plan}/planning/{step}" for step in steps]
        customer = addresses["customers.show"].rsplit("/", 1)[-1]
        found += ["/customers?text=nobody", "/pool?due_until=2001-01-01"]
        found += ["/search?text=leasing", "/search?text=leasing&kind=activity", "/search?text=%25"]
        found += [f"/talks/new?customer={customer}", f"{addresses['events.index']}?page=2"]
    if reader == "team lead":
        found += ["/team?group=segment", "/team?gap=no_plan&days=x&team=99999", "/team?page=9"]
        found += ["/team/pipeline?group=team&starts_on=x", "/team/pipeline?group=customer&team=x"]
        found += [f"/team/pipeline/deals?part={part}" for part in ("no_activity", "lost", "still")]
        found += ["/team/pipeline?starts_on=2001-01-01&ends_on=2001-02-01", "/team/targets/3"]
        found += ["/team/capacity/activities?of=ours&hours=none"]
        found += ["/team/maturity?since=9998-01-01&until=9999-01-01&page=9"]
        found += ["/team/maturity/plans?after=iron&since=2001-01-01", "/team/maturity?team=99999"]
        found += ["/team/maturity/plans?before=dinosaur&after=modern"]
        found += ["/team/one_sided_plans?symptom=no_goals", "/team/one_sided_plans?page=9"]
        found += ["/team/reviews?due=overdue", "/team/reviews?due=x&team=9&page=7"]
    if reader == "specialist":
        found += ["/week?week=2027-W53"]
    return found


@pytest.mark.parametrize(("reader", "heap", "heaps", "language"), LOOKS)
def test_page_is_accessible_valid_and_fits(
    story: Bank, windows: Windows, reader: str, heap: int, heaps: int, language: str
) -> None:
    scheme, size = LOOKS_IN[language]
    page = windows.open(size, language=language, scheme=scheme)
    axe.lay_ready(page)
    if reader != NOBODY:
        story.let_in(page, reader)
    found: list[str] = []
    documents: dict[str, str] = {}
    for address in pages_of(reader, story, language)[heap::heaps]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        document = answer.text()
        assert re.search(f'<html[^>]* lang="{language}"', document), address
        documents[f"{address} for {reader} in {language}"] = document
        found += faults_at_all_sizes(page, LOOKS_IN[language])
    found += html.problems(documents)
    assert not found, "\n".join(found)


def test_plan_fits_however_much_stands_on_it(overfull: Bank, browser: Browser) -> None:
    plan_id = crowd(overfull.app, overfull.somebody("account manager"))
    windows = Windows(browser, overfull.address)
    page = windows.open(language="de")
    overfull.let_in(page, "account manager")
    page.goto(f"/plans/{plan_id}")
    found = layout.faults(page)
    page.goto(f"/plans/{plan_id}/whole")
    expect(page.locator("#goals article").nth(GOALS - 1)).to_be_attached()
    found += layout.faults(page)
    windows.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "de"])
def test_page_that_is_not_there_or_not_to_be_changed_is_a_page_as_well(
    story: Bank, windows: Windows, language: str
) -> None:
    windows.allow("status of (403|404|410)")
    page = windows.open(language=language)
    story.let_in(page, "specialist")
    addresses = story.addresses()
    found: list[str] = []
    documents: dict[str, str] = {}
    for address, status in (
        ("/customers/nobody", 404),
        (addresses["plans.new_closure"], 403),
        ("/password/made-up", 410),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        documents[f"{address} in {language}"] = answer.text()
        found += faults(page)
    found += html.problems(documents)
    assert not found, "\n".join(found)
