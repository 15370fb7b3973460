"""German or English: what the person chose, else what the browser asks for."""

import pytest

from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


def language(page: Page) -> str:
    return page.root.all("html")[0]["lang"]


def test_the_browser_decides_until_somebody_chooses(cast: Cast, visitor: Visitors) -> None:
    assert language(visitor(language="de-AT, en;q=0.5").visit("/sign-in")) == "de"
    assert language(visitor(language="fr, en;q=0.5, de;q=0.4").visit("/sign-in")) == "en"
    assert language(visitor(language="fr").visit("/sign-in")) == "en"
    assert language(visitor(cast.anna, language="de").visit("/settings")) == "de"


def test_a_choice_before_signing_in_is_remembered_by_the_browser(
    cast: Cast, visitor: Visitors
) -> None:
    somebody = visitor(language="en")
    page = somebody.visit("/sign-in").press("Deutsch")
    assert page.location == "/sign-in"
    assert language(somebody.visit("/sign-in")) == "de"


def test_a_choice_holds_in_every_browser_of_the_person(cast: Cast, visitor: Visitors) -> None:
    visitor(cast.anna).visit("/settings").press("Deutsch")
    assert language(visitor(cast.anna).visit("/settings")) == "de"
    assert language(visitor(cast.tom).visit("/settings")) == "en"


def test_a_language_that_there_is_not_is_refused(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit("/settings")
    assert page.form("language-form").tamper(language="xx").submit().status == 400


@pytest.mark.databases("sqlite", "postgresql")
def test_choosing_a_language_leads_back_and_never_to_another_host(
    cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit("/roles").form("/language")
    answer = anna.client.post(
        "/language",
        data={"language": "de", "csrf_token": form["csrf_token"]},
        headers={"Referer": "https://evil.example/page"},
    )
    assert answer.location == "/customers"
