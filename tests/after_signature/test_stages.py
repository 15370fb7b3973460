"""Which stage of a customer is evident, and whether its owner fits."""

import pytest

from tests.after_signature.building import AccountStory, ago, given


def history(*stages: tuple[str, int]) -> dict[str, object]:
    """A stage history, each stage with the days ago of its beginning."""
    entries = [given(stage=stage, on=ago(on)) for stage, on in stages]
    return {"stage": stages[-1][0], "stage_history": entries}


def test_a_contract_that_is_not_over_makes_a_customer() -> None:
    story = AccountStory().contract("k2", ends=1, signed=500).contract("k1").deal()
    assert (story.stage()["evident"], story.stage()["evidence"]) == ("customer", ["contract:k1"])


def test_a_planned_deal_or_a_fresh_conversation_makes_a_prospect() -> None:
    story = AccountStory().contract(ends=1, signed=500).deal().entry(10, "anna", talk="c1")
    evidence = ["conversation:c1", "deal:d1"]
    assert (story.stage()["evident"], story.stage()["evidence"]) == ("prospect", evidence)


@pytest.mark.parametrize(
    ("state", "on", "evident"),
    [
        ("interest", 180, "prospect"),
        ("analysis", 1, "prospect"),
        ("offer", 1, "prospect"),
        ("decision", 1, "prospect"),
        ("interest", 181, "suspect"),
        ("raised", 1, "suspect"),
        ("won", 1, "suspect"),
        ("parked", 1, "suspect"),
    ],
)
def test_the_last_entry_says_whether_a_conversation_leads_somewhere(
    state: str, on: int, evident: str
) -> None:
    story = AccountStory().entry(on, "anna", state="lost").entry(on, "anna", state=state)
    story.entry(on + 1, "anna", state="lost")
    assert story.stage()["evident"] == evident


def test_only_old_contracts_make_a_former_customer_and_nothing_a_suspect() -> None:
    story = AccountStory().contract(ends=1, signed=500).deal("d1", "lost")
    assert (story.stage()["evident"], story.stage()["evidence"]) == ("former", ["contract:k1"])
    assert (story.stage(501)["evident"], story.stage(501)["evidence"]) == ("suspect", [])


def test_the_recorded_stage_is_the_last_of_the_history_by_the_day() -> None:
    story = AccountStory().customer(**history(("suspect", 90), ("prospect", 40), ("customer", 5)))
    found = [(story.stage(day)["recorded"], story.stage(day)["days"]) for day in (0, 5, 6, 91)]
    assert found == [("customer", 5), ("customer", 0), ("prospect", 34), ("customer", None)]


def test_without_a_history_the_customer_says_its_stage() -> None:
    assert AccountStory().stage()["recorded"] == "customer"
    said = AccountStory().customer(stage="suspect").stage()
    assert (said["recorded"], said["days"]) == ("suspect", None)


def test_a_stage_that_lags_behind_names_the_evidence_of_the_evident_one() -> None:
    story = AccountStory().customer(stage="suspect").deal()
    assert story.stage_codes() == {"stage_behind": ["deal:d1"]}
    assert "stage_behind" not in story.customer(stage="prospect").stage_codes()


def test_the_owner_is_named_or_the_first_on_the_generalist_side_who_is_there_as_owner() -> None:
    assert AccountStory().stage()["owner"] == "anna"
    assert AccountStory().customer(owner="jo").stage()["owner"] == "jo"
    story = AccountStory()
    story.plan["members"] = []
    story.member("bea", via="invitation").member("jo", via="owner").member("lead", via=None)
    story.member("tom", via="owner", left=3).member("carl", via=None)
    assert (story.stage()["owner"], story.stage(4)["owner"]) == ("carl", "tom")


def test_a_customer_without_an_owner_says_so() -> None:
    story = AccountStory()
    story.plan["members"] = []
    assert story.customer(stage="suspect").stage_codes() == {"no_owner": []}
    gone = AccountStory().member("bea", left=3).customer(owner="bea", stage="suspect")
    assert gone.stage_codes() == {"no_owner": ["member:bea"]}
    assert gone.stage_codes(4) == {}


@pytest.mark.parametrize(
    ("owner", "fits_customer", "fits_suspect"),
    [
        ("anna", True, True),
        ("tom", True, True),
        ("carl", True, False),
        ("bea", False, True),
        ("jo", False, False),
        ("vera", False, False),
        ("ceo", False, False),
        ("lead", False, False),
    ],
)
def test_the_owners_role_fits_the_evident_stage(
    owner: str, fits_customer: bool, fits_suspect: bool
) -> None:
    signed = AccountStory().contract(signed=5).customer(owner=owner)
    suspect = AccountStory().customer(owner=owner, stage="suspect")
    wrong = {"owner_wrong": [f"member:{owner}"]}
    assert signed.stage_codes() == ({} if fits_customer else wrong)
    assert suspect.stage_codes() == ({} if fits_suspect else wrong)


def test_a_business_developer_keeps_a_customer_until_it_is_handed_over() -> None:
    story = AccountStory().customer(owner="bea").contract(signed=50, won_by="bea")
    assert story.stage_codes() == {}
    story.proposal("carl", 40, "sent_back", 30).proposal("carl", 20, "accepted", 10)
    assert [story.stage_codes(day) for day in (31, 30, 20)] == [{}, {}, {}]
    assert story.stage_codes(10) == {"owner_wrong": ["member:bea"]}


def test_a_customer_developer_keeps_no_prospect_even_while_something_is_handed_over() -> None:
    story = AccountStory().customer(owner="carl").contract(signed=5, won_by="bea", ends=1)
    assert story.stage_codes(0)["owner_wrong"] == ["member:carl"]
