"""What many stories have beside their plot: deals, questions, contracts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from planner.actions.plan import activities, deals, questions
from planner.contracts import actions as contracts
from planner.handovers import actions as handovers
from planner.models import Person
from planner.models.kinds import (
    ActivityKind,
    CauseKind,
    ContractParty,
    DealStatus,
    NoticeEnd,
    NoticeUnit,
    PotentialStatus,
    Renewal,
)
from planner.playbooks.actions import hook as after_signature
from planner.seeds import terms
from planner.seeds.story import Story
from planner.seeds.texts import GENERAL
from planner.seeds.timeline import Script


def planned_deals(story: Story) -> Iterable[Script]:
    """Deals of the coming months, and one that came to nothing."""
    yield _deal(story, story.start - 5, story.field, -story.chance.randint(20, 50), 0.6)
    yield _deal(story, story.start - 5, story.field, -story.chance.randint(60, 160), 0.3)
    yield _deal(story, story.start - 6, GENERAL, -story.chance.randint(15, 120), 0.5)
    status = story.chance.choice([DealStatus.LOST, DealStatus.MOVED, DealStatus.WON])
    yield _deal(story, story.start - 7, story.field, 40, 0.8, decided=status)


def _deal(
    story: Story,
    on: int,
    field: str,
    expected: int,
    probability: float,
    decided: DealStatus | None = None,
) -> Script:
    yield on
    told = story.texts.draw("deals", field)
    values = {
        "title": told["title"],
        "annual_value": Decimal(told["annual_value"]),
        "probability": Decimal(str(probability)),
        "expected_on": story.day(expected),
        "field": story.field_named(field),
    }
    deal = deals.create(story.plan, values, by=story.owner)
    if decided is not None:
        yield expected
        outcome: dict[str, Any] = {"status": decided, "decided_on": story.day(expected)}
        if decided is not DealStatus.WON:
            outcome["cause"] = story.texts.draw("lost_causes")
            outcome["cause_kind"] = story.chance.choice(list(CauseKind))
        deals.update(deal, outcome, by=story.owner)


def asked_questions(story: Story) -> Iterable[Script]:
    """One question that was answered, where the texts know an answer, and an open one."""
    yield _question(story, 100, story.owner, GENERAL, answered=61)
    if story.specialists and story.field:
        yield _question(story, 43, story.main, story.field, answered=None)


def _question(story: Story, on: int, by: Person, field: str, answered: int | None) -> Script:
    yield on
    told = story.texts.draw("questions", field)
    question = questions.create(story.plan, {"text": told["text"]}, by=by)
    if answered is not None and "answer" in told:
        yield answered
        questions.update(question, {"answer": told["answer"]}, by=by)


def potential_elsewhere(story: Story) -> Iterable[Script]:
    """A field with potential for which nobody is on the plan."""
    name = story.uncovered.name
    return [terms.screening(story, story.about(64), name, story.lead, PotentialStatus.QUALIFIED)]


def running_contract(story: Story) -> Iterable[Script]:
    """A contract that runs out before long."""
    yield _contract(story, 600, story.owner, ends=-story.chance.randint(25, 190))


def _contract(
    story: Story, on: int, by: Person, ends: int, renewal: Renewal | None = None
) -> Script:
    yield on
    told = story.texts.draw("deals", story.field)
    values = {
        "title": told["title"],
        "annual_value": Decimal(told["annual_value"]),
        "field": story.field_named(story.field),
        "starts_on": story.day(on - 10),
        "ends_on": story.day(ends),
        "notice_days": 90,
        "renewal": renewal,
        "won_by": by,
    }
    contracts.create(story.customer, values, by=by)


def account_held(story: Story) -> Iterable[Script]:
    """What makes it a customer: a frame that renews itself, in a year of its own."""
    yield _account(story)


def _account(story: Story) -> Script:
    yield 660
    spread = sum(map(ord, story.told.name))
    values = {
        "title": "Rahmenvertrag Kontoführung",
        "annual_value": Decimal(2_000 + spread % 8 * 500),
        "ends_on": story.day(-(300 + spread % 400)),
        "notice_days": 90,
        "renewal": Renewal.AUTOMATIC,
        "won_by": story.owner,
    }
    contracts.create(story.customer, values, by=story.owner)


def account_closed(story: Story) -> Iterable[Script]:
    """Who was a customer until the contract ran out."""
    yield _contract(story, 680, story.owner, ends=120, renewal=Renewal.BY_AGREEMENT)


def contracts_of_every_kind(story: Story) -> Iterable[Script]:
    """One that runs until notice is given, one that nobody looks after in time, one given up."""
    overdraft = {
        "title": "Kontokorrentrahmen",
        "annual_value": Decimal(28_000),
        "notice_count": 3,
        "notice_unit": NoticeUnit.MONTH,
        "notice_to": NoticeEnd.END_OF_QUARTER,
    }
    guarantees = {"title": "Avalrahmen", "ends_on": story.day(-40)}
    terminals = {
        "title": "Kartenterminals",
        "annual_value": Decimal(4_200),
        "ends_on": story.day(-190),
        "notice_count": 6,
        "notice_unit": NoticeUnit.WEEK,
        "notice_to": NoticeEnd.END_OF_TERM,
    }
    given_up = {
        "terminated_on": story.day(18),
        "terminated_by": ContractParty.CUSTOMER,
        "termination_reason": "Ein anderer Anbieter ist billiger.",
    }
    yield _signed(story, 520, overdraft)
    yield _signed(story, 325, guarantees)
    yield _signed(story, 540, terminals, given_up=given_up)


def _signed(
    story: Story, on: int, terms: dict[str, Any], given_up: dict[str, Any] | None = None
) -> Script:
    yield on
    contract = contracts.create(story.customer, terms, by=story.owner)
    if given_up is not None:
        yield 18
        contracts.update(contract, given_up, by=story.owner)


def contracts_in_every_state(story: Story) -> Iterable[Script]:
    """One without an end, one that comes up while nobody has begun, one that was signed anew."""
    advice = {"title": "Anlageberatung", "annual_value": Decimal(6_500)}
    vans = {"title": "Lieferwagen", "annual_value": Decimal(18_000), "ends_on": story.day(-130)}
    boxes = {"title": "Schließfächer", "annual_value": Decimal(900), "ends_on": story.day(60)}
    yield _signed(story, 430, advice)
    yield _signed(story, 600, vans)
    yield _signed_anew(story, 420, boxes, 75)


def _signed_anew(story: Story, on: int, terms: dict[str, Any], anew: int) -> Script:
    yield on
    before = contracts.create(story.customer, terms, by=story.owner)
    yield anew
    again = {"starts_on": terms["ends_on"], "ends_on": story.day(-670), "renews_id": before.id}
    contracts.create(story.customer, terms | again, by=story.owner)


def handed_over(story: Story) -> Iterable[Script]:
    """Won by the business developer, met together, and taken over by the owner."""
    yield _handover(story, 165, accepted=150)


def handover_waiting(story: Story) -> Iterable[Script]:
    """Signed weeks ago, and nobody has accepted the customer yet."""
    yield _handover(story, 26, accepted=None)


def _handover(story: Story, signed: int, accepted: int | None) -> Script:
    winner, receiver = story.bank.developer_near(story.owner), story.owner
    yield from _contract(story, signed, winner, ends=-900)
    yield signed - 3
    contract = story.customer.contracts[-1]
    handovers.describe(contract, {"promised": story.texts.draw("handovers")}, by=winner)
    for text, days in (("Besuch im ersten Monat", 30), ("Einweisung vor Ort", 14)):
        values = {"text": text, "owner_id": receiver.id, "due_on": story.day(signed - days)}
        handovers.add_promise(contract, values, by=winner)
    if accepted is None:
        after_signature.start(contract, by=winner)
    yield signed - 5
    handover = handovers.propose(contract, {"to_id": receiver.id}, by=winner)
    if accepted is None:
        return
    yield accepted + 3
    _meet_together(story, winner, receiver)
    yield accepted
    for promise in contract.promises:
        handovers.update_promise(promise, {"kept_on": story.day(accepted)}, by=receiver)
    handovers.accept(handover, by=receiver)


def _meet_together(story: Story, winner: Person, receiver: Person) -> None:
    values = {
        "title": "Übergabe beim Kunden",
        "kind": ActivityKind.VISIT,
        "customer_facing": True,
        "assignee": receiver,
        "assignee_id": receiver.id,
    }
    visit = activities.create(story.plan, values, by=receiver, participants=[winner])
    activities.finish(visit, by=receiver)
