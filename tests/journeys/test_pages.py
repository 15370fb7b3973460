"""Every page as those see it who use it: accessible, valid, without complaints, on any screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support import html
from tests.support.bank import Bank, opened
from tests.support.browser import Windows
from tests.support.inspection import faults

NOBODY = "nobody"
# What others see than the account manager, who sees the rest.
SEEN_BY = {
    NOBODY: {"mail_refusals.new", "passwords.edit", "passwords.new", "sign_ins.new"},
    "administrator": {
        "ages.edit",
        "customers.index",
        "fields.edit",
        "fields.index",
        "fields.new",
        "people.edit",
        "people.index",
        "people.new",
        "pool.index",
        "requests.index",
        "settings.edit",
        "teams.edit",
        "teams.index",
        "teams.new",
        "thresholds.edit",
    },
    "specialist": {
        "activities.show",
        "customers.index",
        "goals.show",
        "join_requests.new",
        "plans.show",
        "pool.index",
        "requests.index",
    },
    "team lead": {"cells.show", "coverage.index", "customers.index", "plans.show"},
}
REDIRECTS = {"home.show", "notifications.show"}
ONLY_FOR_OTHERS = {
    *SEEN_BY[NOBODY],
    *(SEEN_BY["administrator"] - {"customers.index", "pool.index", "requests.index"}),
    "cells.show",
    "coverage.index",
    "join_requests.new",
    *REDIRECTS,
}
# The pages of account managers, in as many heaps, so that several processes can look at once.
HEAPS = 4
LOOKS = [
    *((reader, 0, 1) for reader in SEEN_BY),
    *(("account manager", heap, HEAPS) for heap in range(HEAPS)),
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    with opened(tmp_path_factory.mktemp("bank")) as bank:
        yield bank


@pytest.fixture
def windows(browser: Browser, bank: Bank) -> Iterator[Windows]:
    opened = Windows(browser, bank.address)
    yield opened
    opened.close()


def pages_of(reader: str, bank: Bank) -> list[str]:
    """The addresses of the pages that this reader is to look at."""
    addresses = bank.addresses()
    seen = SEEN_BY.get(reader, addresses.keys() - ONLY_FOR_OTHERS)
    found = [addresses[endpoint] for endpoint in sorted(seen)]
    if reader == "account manager":
        customer = addresses["customers.show"].rsplit("/", 1)[-1]
        found += ["/customers?text=nobody", "/pool?due_until=2001-01-01"]
        found += [f"/talks/new?customer={customer}", f"{addresses['events.index']}?page=2"]
    if reader == "team lead":
        found += ["/team?group=segment", "/team?gap=no_plan&days=x&team=99999", "/team?page=9"]
    return found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("reader", "heap", "heaps"), LOOKS)
def test_page_is_accessible_valid_and_fits(
    bank: Bank, windows: Windows, reader: str, heap: int, heaps: int, language: str
) -> None:
    page = windows.open(language=language)
    if reader != NOBODY:
        bank.let_in(page, reader)
    found: list[str] = []
    documents: dict[str, str] = {}
    for address in pages_of(reader, bank)[heap::heaps]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.locator("html").get_attribute("lang") == language
        documents[f"{address} for {reader} in {language}"] = answer.text()
        found += faults(page)
    found += html.problems(documents)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "de"])
def test_page_that_is_not_there_or_not_to_be_changed_is_a_page_as_well(
    bank: Bank, windows: Windows, language: str
) -> None:
    windows.allow("status of (403|404|410)")
    page = windows.open(language=language)
    bank.let_in(page, "specialist")
    addresses = bank.addresses()
    found: list[str] = []
    documents: dict[str, str] = {}
    for address, status in (
        ("/customers/nobody", 404),
        (addresses["closures.new"], 403),
        ("/password/made-up", 410),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        documents[f"{address} in {language}"] = answer.text()
        found += faults(page)
    found += html.problems(documents)
    assert not found, "\n".join(found)
