"""What a plan file must hold beyond its schema."""

import pytest

from planner.planfiles import read_plan_file
from planner.planfiles.checks.messages import Rule
from tests.support.stories.plan_documents import (
    NAME,
    broken_rules,
    plan_document,
    plan_file,
    refusal,
)

VISIT = "/plan/activities/0"
OPEN = "/plan/activities/1"
IDEA = "/plan/ideas/0"


def test_a_valid_document_breaks_no_rule() -> None:
    assert broken_rules(plan_document()) == []


def test_all_problems_of_a_file_are_reported_together() -> None:
    document = plan_document(
        {
            "/customer/country": "de",
            "/customer/colour": "red",
            "/plan/starts_on": "2026-02-30",
            f"{VISIT}/assignee": "nobody",
            f"{IDEA}/decided_on": "2026-01-01",
            "/plan/goals/-": {"title": "No key", "status": "active"},
        },
        without="/people/2/role",
    )
    assert sorted(broken_rules(document), key=lambda problem: problem[0]) == [
        ("/customer/colour", Rule.UNKNOWN),
        ("/customer/country", Rule.NOT_A_COUNTRY),
        ("/people/2", Rule.MISSING),
        (f"{VISIT}/assignee", Rule.NOBODY_HAS_KEY),
        ("/plan/goals/1", Rule.MISSING),
        (f"{IDEA}/decided_on", Rule.BEFORE),
        ("/plan/starts_on", Rule.NOT_A_DAY),
    ]


ORDERS = [
    (VISIT, "created_on", "claimed_on"),
    (VISIT, "claimed_on", "done_on"),
    ("/plan/requests/0", "on", "answered_on"),
    ("/plan/questions/0", "on", "answered_on"),
    ("/plan/sponsor_requests/0", "on", "answered_on"),
    (IDEA, "on", "decided_on"),
    ("/plan/members/1", "joined_on", "left_on"),
]


@pytest.mark.parametrize(("item", "earlier", "later"), ORDERS)
def test_a_date_before_the_one_it_follows_is_refused(item: str, earlier: str, later: str) -> None:
    changes: dict[str, object] = {
        f"{item}/{earlier}": "2026-02-10",
        f"{item}/{later}": "2026-02-09",
    }
    assert (f"{item}/{later}", Rule.BEFORE) in broken_rules(plan_document(changes))


@pytest.mark.parametrize(("item", "earlier", "later"), ORDERS)
def test_two_dates_may_be_the_same_day(item: str, earlier: str, later: str) -> None:
    changes: dict[str, object] = {
        f"{item}/{earlier}": "2026-02-03",
        f"{item}/{later}": "2026-02-03",
    }
    assert broken_rules(plan_document(changes)) == []


def test_an_activity_without_a_claim_is_not_done_before_it_was_created() -> None:
    document = plan_document({f"{VISIT}/done_on": "2026-02-01"}, without=f"{VISIT}/claimed_on")
    (problem,) = refusal(plan_file(document)).problems
    assert str(problem) == (
        "example.json: /plan/activities/0/done_on: done_on (2026-02-01) lies before "
        "created_on (2026-02-02). Correct one of them."
    )


def test_a_date_that_is_none_is_not_compared() -> None:
    document = plan_document({f"{VISIT}/claimed_on": "2026-02-31"})
    assert broken_rules(document) == [(f"{VISIT}/claimed_on", Rule.NOT_A_DAY)]


@pytest.mark.parametrize("item", ["/plan", "/contracts/0"])
@pytest.mark.parametrize("end", ["2025-12-31", "2026-01-01"])
def test_a_period_ends_after_its_start(item: str, end: str) -> None:
    document = plan_document({f"{item}/ends_on": end})
    assert broken_rules(document) == [(f"{item}/ends_on", Rule.NOT_AFTER)]


def test_a_contract_may_have_no_end() -> None:
    assert broken_rules(plan_document(without="/contracts/0/ends_on")) == []


@pytest.mark.parametrize(
    ("item", "status", "name"),
    [
        ("/plan", "active", "activated_on"),
        ("/plan", "closed", "activated_on"),
        ("/plan/requests/0", "accepted", "answered_on"),
        ("/plan/requests/0", "declined", "answered_on"),
        (VISIT, "done", "done_on"),
        (IDEA, "adopted", "decided_on"),
        (IDEA, "rejected", "decided_on"),
    ],
)
def test_a_status_requires_its_date(item: str, status: str, name: str) -> None:
    document = plan_document({f"{item}/status": status}, without=f"{item}/{name}")
    (problem,) = refusal(plan_file(document)).problems
    assert (problem.pointer, problem.rule) == (item, Rule.NEEDED)
    assert problem.text() == f'"{name}" is missing here; status "{status}" requires it. Add it.'


@pytest.mark.parametrize(
    ("item", "status", "name"),
    [
        ("/plan", "draft", "activated_on"),
        ("/plan", "agreed", "activated_on"),
        ("/plan/requests/0", "pending", "answered_on"),
        (VISIT, "planned", "done_on"),
        (VISIT, "cancelled", "done_on"),
        (IDEA, "proposed", "decided_on"),
        (IDEA, "presented", "decided_on"),
    ],
)
def test_another_status_does_not_require_it(item: str, status: str, name: str) -> None:
    document = plan_document({f"{item}/status": status}, without=f"{item}/{name}")
    assert broken_rules(document) == []


def test_an_open_activity_has_no_assignee() -> None:
    document = plan_document({f"{OPEN}/assignee": "sven"})
    assert broken_rules(document) == [(f"{OPEN}/assignee", Rule.OPEN_BUT_ASSIGNED)]


@pytest.mark.parametrize("status", ["planned", "done"])
def test_an_activity_without_assignee_is_open(status: str) -> None:
    document = plan_document({f"{VISIT}/status": status}, without=f"{VISIT}/assignee")
    assert broken_rules(document) == [(f"{VISIT}/status", Rule.UNASSIGNED_BUT_NOT_OPEN)]


@pytest.mark.parametrize("item", [VISIT, OPEN])
def test_a_cancelled_activity_may_have_an_assignee_or_none(item: str) -> None:
    assert broken_rules(plan_document({f"{item}/status": "cancelled"})) == []


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\u00ad\t", "\u3164"])
def test_what_must_say_something_is_not_blank(blank: str) -> None:
    places = ["/customer/name", "/people/0/name", "/people/0/unit", "/plan/goals/0/title"]
    document = plan_document(dict.fromkeys(places, blank))
    assert sorted(broken_rules(document)) == [(place, Rule.EMPTY_TEXT) for place in sorted(places)]


def test_texts_of_one_line_are_cleaned_and_those_of_several_stay() -> None:
    strategy = " \u00adFirst\u200b,\n then \n"
    document = plan_document(
        {
            "/customer/name": "\u00a0Stadt\u00adwerke ",
            "/people/0/email": " greta@example.org\u200b",
            "/plan/strategy": strategy,
        }
    )
    read = read_plan_file(plan_file(document), NAME)
    assert read["customer"]["name"] == "Stadtwerke"
    assert read["people"][0]["email"] == "greta@example.org"
    assert read["plan"]["strategy"] == strategy


def test_address_of_blanks_is_as_if_it_were_not_there() -> None:
    read = read_plan_file(plan_file(plan_document({"/people/0/email": " "})), NAME)
    assert "email" not in read["people"][0]
