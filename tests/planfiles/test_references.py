"""Keys: each that is used exists, and none stands twice in its list."""

from typing import Any

import pytest

from planner.planfiles.checks.messages import Rule
from tests.support.stories.plan_documents import broken_rules, plan_document, plan_file, refusal

VISIT = "/plan/activities/0"
IDEA = "/plan/ideas/0"
ENTRY = "/plan/conversations/0/entries/0"


REFERENCES = [
    "/contacts/1/reports_to",
    "/contacts/1/known_by/1",
    "/contracts/0/won_by",
    "/contracts/0/handed_to",
    "/plan/members/1/person",
    "/plan/requests/0/person",
    "/plan/requests/0/activity",
    "/plan/goals/0/commitments/1/person",
    f"{VISIT}/goal",
    f"{VISIT}/deal",
    f"{VISIT}/created_by",
    f"{VISIT}/assignee",
    f"{VISIT}/participants/0",
    "/plan/conversations/0/goal",
    f"{ENTRY}/author",
    f"{ENTRY}/participants/0",
    f"{ENTRY}/contacts/0",
    f"{ENTRY}/activity",
    f"{IDEA}/proposed_by",
    f"{IDEA}/adopted_by",
    "/plan/reviews/0/by",
    "/plan/reviews/0/attendees/0",
    "/plan/deals/0/goal",
    "/plan/questions/0/asked_by",
    "/plan/questions/0/activity",
    "/plan/business_cases/0/idea",
    "/plan/business_cases/0/goal",
    "/plan/business_cases/0/author",
    "/plan/sponsor_requests/0/asked_by",
    "/plan/sponsor_requests/0/sponsor",
]


@pytest.mark.parametrize("pointer", REFERENCES)
def test_a_key_that_nobody_has_is_refused_where_it_is_used(pointer: str) -> None:
    document = plan_document({pointer: "no-such-key"})
    assert broken_rules(document) == [(pointer, Rule.NOBODY_HAS_KEY)]


def test_the_refusal_of_a_key_says_in_which_list_it_was_sought() -> None:
    document = plan_document({f"{ENTRY}/contacts/0": "greta"})
    (problem,) = refusal(plan_file(document)).problems
    assert problem.text() == (
        'No item of /contacts has the key "greta". Correct it or add the item.'
    )


def test_a_key_is_not_sought_in_a_list_that_does_not_exist() -> None:
    found = broken_rules(plan_document(without="/plan/deals"))
    assert found == [(f"{VISIT}/deal", Rule.NOBODY_HAS_KEY)]


@pytest.mark.parametrize("people", [{}, None, "greta"])
def test_people_that_are_no_list_are_one_problem_and_not_fifty(people: object) -> None:
    assert broken_rules(plan_document({"/people": people})) == [("/people", Rule.NOT_LIST)]


def test_missing_people_are_one_problem_and_not_fifty() -> None:
    assert broken_rules(plan_document(without="/people")) == [("", Rule.MISSING)]


KEYED = [
    "/people",
    "/contacts",
    "/contracts",
    "/plan/goals",
    "/plan/activities",
    "/plan/conversations",
    "/plan/ideas",
    "/plan/deals",
    "/plan/questions",
    "/plan/business_cases",
    "/plan/sponsor_requests",
]


@pytest.mark.parametrize("pointer", KEYED)
def test_a_key_stands_only_once_in_its_list(pointer: str) -> None:
    document = plan_document()
    items: Any = document
    for step in pointer.split("/")[1:]:
        items = items[step]
    items.append(items[0])
    assert broken_rules(document) == [(f"{pointer}/{len(items) - 1}/key", Rule.KEY_REPEATED)]


def test_one_key_may_stand_in_two_lists() -> None:
    document = plan_document({"/plan/questions/0/key": "greta", "/customer/key": "greta"})
    assert broken_rules(document) == []
