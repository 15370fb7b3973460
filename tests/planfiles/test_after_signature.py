"""What a plan file must hold of contracts, handovers, scenarios and the rest around a signature."""

import pytest

from planner.planfiles.checks.messages import Rule
from tests.support.stories.plan_documents import broken_rules, plan_document, plan_file, refusal

CONTRACT = "/contracts/0"
CASE = "/plan/business_cases/0"
NOTICE = {"count": 3, "unit": "month"}
TO_QUARTER = NOTICE | {"to": "end_of_quarter"}


def contract(**words: object) -> dict[str, object]:
    """The changes that put a bare contract in the place of the first one."""
    return {CONTRACT: {"key": "k1", "title": "k1", "signed_on": "2026-01-15"} | words}


def proposal(on: str = "2026-02-01", **words: object) -> dict[str, object]:
    return {"to": "greta", "proposed_on": on} | words


@pytest.mark.parametrize(
    ("words", "place", "rule"),
    [
        ({"notice": NOTICE, "notice_days": 30}, "notice_days", Rule.NOT_TOGETHER),
        ({"renewal": "automatic"}, "renewal", Rule.AUTOMATIC_WITHOUT_END),
        ({"renewal": "automatic", "notice": TO_QUARTER}, "renewal", Rule.AUTOMATIC_WITH_PERIOD),
        ({"renewal_months": 6}, "renewal_months", Rule.NOT_ROLLING),
        ({"renewal_months": 6, "notice": NOTICE}, "renewal_months", Rule.NOT_ROLLING),
        ({"renewal_months": 6, "notice": TO_QUARTER}, "renewal_months", Rule.NOT_ROLLING),
        ({"renewal_months": 6, "ends_on": "2026-12-31"}, "renewal_months", Rule.NOT_ROLLING),
        ({"renews": "k1"}, "renews", Rule.RENEWS_ITSELF),
        ({"renews": "k9"}, "renews", Rule.NOBODY_HAS_KEY),
        ({"terminated_on": "2026-01-14"}, "terminated_on", Rule.BEFORE),
        ({"terminated_to": "2026-03-01"}, "terminated_to", Rule.WITHOUT_TERMINATION),
        (
            {"terminated_on": "2026-03-01", "terminated_to": "2026-02-28"},
            "terminated_to",
            Rule.BEFORE,
        ),
        ({"handovers": [proposal()], "handed_to": "greta"}, "handed_to", Rule.NOT_TOGETHER),
        ({"handovers": [proposal()], "handed_on": "2026-02-01"}, "handed_on", Rule.NOT_TOGETHER),
        ({"handovers": [], "accepted_on": "2026-02-01"}, "accepted_on", Rule.NOT_TOGETHER),
        (
            {"handovers": [proposal(), proposal("2026-01-31")]},
            "handovers/1/proposed_on",
            Rule.BEFORE,
        ),
        (
            {"handovers": [proposal(answered_on="2026-01-31", answer="accepted")]},
            "handovers/0/answered_on",
            Rule.BEFORE,
        ),
        (
            {"handovers": [proposal(answer="accepted")]},
            "handovers/0/answered_on",
            Rule.ANSWER_INCOMPLETE,
        ),
        (
            {"handovers": [proposal(answered_on="2026-02-02")]},
            "handovers/0/answer",
            Rule.ANSWER_INCOMPLETE,
        ),
        (
            {"handovers": [proposal(answered_on="2026-02-02", answer="sent_back", reason=" ")]},
            "handovers/0/reason",
            Rule.REASON_MISSING,
        ),
        ({"handovers": [proposal(to="nobody")]}, "handovers/0/to", Rule.NOBODY_HAS_KEY),
        (
            {"promises": [{"key": "p", "text": "a"}, {"key": "p", "text": "b"}]},
            "promises/1/key",
            Rule.KEY_REPEATED,
        ),
        (
            {"promises": [{"key": "p", "text": "a", "owner": "nobody"}]},
            "promises/0/owner",
            Rule.NOBODY_HAS_KEY,
        ),
        ({"notice": NOTICE | {"count": 1201}}, "notice/count", Rule.TOO_BIG),
    ],
)
def test_a_contract_that_cannot_be_is_refused_at_its_place(
    words: dict[str, object], place: str, rule: Rule
) -> None:
    assert broken_rules(plan_document(contract(**words))) == [(f"{CONTRACT}/{place}", rule)]


@pytest.mark.parametrize(
    "words",
    [
        {"renewal_months": 6, "ends_on": "2026-12-31", "notice_days": 0},
        {"renewal_months": 6, "ends_on": "2026-12-31", "renewal": "automatic"},
        {"renewal": "by_agreement", "notice": TO_QUARTER},
        {"terminated_on": "2026-01-15", "terminated_to": "2026-01-15"},
        {"handovers": [proposal(answered_on="2026-02-01", answer="sent_back", reason="Early")]},
        {"handovers": [proposal(), proposal()]},
        {"handed_to": "greta", "accepted_on": "2026-02-01"},
    ],
)
def test_a_contract_that_can_be_is_accepted(words: dict[str, object]) -> None:
    assert broken_rules(plan_document(contract(**words))) == []


def test_two_contracts_may_have_promises_of_the_same_key() -> None:
    promises = [{"key": "p", "text": "a"}]
    second = {"key": "k2", "title": "k2", "signed_on": "2026-02-01", "promises": promises}
    changes = contract(promises=promises) | {"/contracts/-": second}
    assert broken_rules(plan_document(changes)) == []


def test_contracts_that_follow_each_other_in_a_circle_are_refused() -> None:
    second = {"key": "k2", "title": "k2", "signed_on": "2026-02-01", "renews": "k1"}
    third = {"key": "k3", "title": "k3", "signed_on": "2026-02-01", "renews": "k2"}
    changes = contract(renews="k2") | {"/contracts/-": second}
    found = broken_rules(plan_document(changes))
    assert found == [(f"/contracts/{n}/renews", Rule.RENEWS_IN_CIRCLE) for n in (0, 1)]
    document = plan_document(changes)
    document["contracts"].append(third)
    assert broken_rules(document) == found


HISTORY = [{"stage": "prospect", "on": "2026-01-01"}, {"stage": "customer", "on": "2026-02-01"}]


@pytest.mark.parametrize(
    ("changes", "place", "rule"),
    [
        ({"/customer/stage": "prospect"}, "stage_history/1/stage", Rule.STAGE_NOT_THE_LAST),
        (
            {"/customer/stage_history/1/on": "2025-12-31"},
            "stage_history/1/on",
            Rule.BEFORE,
        ),
        ({"/customer/stage_history/0/by": "nobody"}, "stage_history/0/by", Rule.NOBODY_HAS_KEY),
        ({"/customer/owner": "nobody"}, "owner", Rule.NOBODY_HAS_KEY),
    ],
)
def test_a_customer_whose_history_cannot_be_is_refused(
    changes: dict[str, object], place: str, rule: Rule
) -> None:
    history = [dict(entry) for entry in HISTORY]
    document = plan_document(
        {"/customer/stage": "customer", "/customer/stage_history": history} | changes
    )
    assert broken_rules(document) == [(f"/customer/{place}", rule)]


def test_the_history_ends_with_the_stage_that_goes_without_saying() -> None:
    document = plan_document({"/customer/stage_history": HISTORY})
    document["customer"].pop("stage", None)
    assert broken_rules(document) == []


@pytest.mark.parametrize(
    ("shares", "ours", "refused"),
    [([0.1, 0.2], 0.7, False), ([0.1, 0.2], 0.71, True), ([1.0], 0.1, True), ([0.7], None, False)],
)
def test_shares_come_to_one_at_most(shares: list[float], ours: float | None, refused: bool) -> None:
    rivals = [{"name": "A"}, *({"name": "B", "share": share} for share in shares)]
    potential = {"field": "F", "annual_value": 1, "screened_on": "2026-01-01"}
    stated = {} if ours is None else {"share_of_wallet": ours}
    document = plan_document({"/potentials/-": potential | stated | {"competitors": rivals}})
    place = f"/potentials/{len(document['potentials']) - 1}/competitors"
    assert broken_rules(document) == ([(place, Rule.SHARES_TOO_LARGE)] if refused else [])


def test_days_of_acquaintance_are_those_of_people_who_know_the_contact() -> None:
    known = {"known_by": ["greta"], "known_since": {"greta": "2026-01-01", "sven": "2026-01-01"}}
    contact = {"key": "neu", "name": "Neu"} | known
    document = plan_document({"/contacts/-": contact})
    place = f"/contacts/{len(document['contacts']) - 1}/known_since"
    assert broken_rules(document) == [(f"{place}/sven", Rule.NOT_AMONG_KNOWN_BY)]
    contact["known_since"] = {"Sven!": "2026-01-01", "greta": "2026-02-30"}
    assert sorted(broken_rules(plan_document({"/contacts/-": contact}))) == [
        (f"{place}/Sven!", Rule.NOT_A_KEY),
        (f"{place}/greta", Rule.NOT_A_DAY),
    ]


def case(**words: object) -> dict[str, object]:
    flows = [{"key": "a", "label": "A", "amounts": [1]}, {"key": "b", "label": "B", "amounts": [1]}]
    bare = {"key": "b1", "title": "C", "author": "greta", "on": "2026-01-01", "discount_rate": 0}
    return {CASE: bare | {"flows": flows} | words}


def scenario(*changes: object, key: str = "s") -> dict[str, object]:
    return {"key": key, "title": key, "changes": list(changes)}


HALF = {"flow": "a", "factor": 0.5}


@pytest.mark.parametrize(
    ("words", "place", "rule"),
    [
        ({"scenarios": [scenario(key="base")]}, "scenarios/0/key", Rule.BASE_IS_THE_CASE),
        ({"scenarios": [scenario(), scenario()]}, "scenarios/1/key", Rule.KEY_REPEATED),
        (
            {"scenarios": [scenario(HALF, {"flow": "c", "factor": 1})]},
            "scenarios/0/changes/1/flow",
            Rule.NO_SUCH_FLOW,
        ),
        ({"scenarios": [scenario(HALF, HALF)]}, "scenarios/0/changes/1/flow", Rule.CHANGED_TWICE),
        ({"scenarios": [scenario({"flow": "a"})]}, "scenarios/0/changes/0", Rule.NOT_ONE_OF_TWO),
        (
            {"scenarios": [scenario(HALF | {"amounts": [1]})]},
            "scenarios/0/changes/0",
            Rule.NOT_ONE_OF_TWO,
        ),
        ({"assumptions": [{"text": "t", "flow": "c"}]}, "assumptions/0/flow", Rule.NO_SUCH_FLOW),
        (
            {"assumptions": [{"text": "t", "contact": "nobody"}]},
            "assumptions/0/contact",
            Rule.NOBODY_HAS_KEY,
        ),
        ({"discount_rate": -1}, "discount_rate", Rule.TOO_SMALL),
        ({"discount_rate": 1.01}, "discount_rate", Rule.TOO_BIG),
        (
            {"flows": [{"label": "Rent", "amounts": [1] * 61}]},
            "flows/0/amounts",
            Rule.TOO_MANY_ITEMS,
        ),
    ],
)
def test_a_case_that_cannot_be_is_refused_at_its_place(
    words: dict[str, object], place: str, rule: Rule
) -> None:
    assert broken_rules(plan_document(case(**words))) == [(f"{CASE}/{place}", rule)]


def test_a_rate_of_a_hundred_percent_over_twenty_years_is_none_too_many() -> None:
    flows = [{"label": "Rent", "amounts": [-1, *([2] * 20)]}]
    assert broken_rules(plan_document(case(discount_rate=1, flows=flows))) == []


def test_a_flow_keeps_its_key_to_itself() -> None:
    twice = [{"key": "a", "label": "A", "amounts": [1]}] * 2
    found = broken_rules(plan_document(case(flows=twice)))
    assert found == [(f"{CASE}/flows/1/key", Rule.KEY_REPEATED)]


def test_a_choice_that_was_not_made_is_told_with_both_names() -> None:
    (problem,) = refusal(
        plan_file(plan_document(case(scenarios=[scenario({"flow": "a"})])))
    ).problems
    assert problem.text() == 'Write either "factor" or "amounts" here, and not both.'


@pytest.mark.parametrize(
    "place",
    ["/plan/activities/0", "/plan/conversations/0", "/plan/deals/0"],
)
def test_a_contract_that_is_named_must_be_there(place: str) -> None:
    document = plan_document({f"{place}/contract": "no-such-key"})
    assert broken_rules(document) == [(f"{place}/contract", Rule.NOBODY_HAS_KEY)]
