"""Customers with contracts, handovers and work on renewals as chance has it."""

import datetime
from random import Random
from typing import Any

from planner.database import Base, db
from planner.models import (
    Activity,
    Contact,
    Contract,
    Conversation,
    Customer,
    Deal,
    Entry,
    Field,
    Handover,
    Member,
    Person,
    Plan,
    Promise,
    StageMove,
)
from planner.models.kinds import (
    ActivityKind,
    ActivityStatus,
    BuyingRole,
    Channel,
    DealStatus,
    HandoverAnswer,
    NoticeEnd,
    NoticeUnit,
    PlanStatus,
    Renewal,
    Role,
    Stage,
    TalkState,
    Via,
)
from tests.conftest import TODAY

CUSTOMERS = 120
_PERIODS = [end for end in NoticeEnd if end is not NoticeEnd.END_OF_TERM]


def fill(chance: Random) -> Person:
    """Fill the database with chance; the auditor, who sees all of it."""
    fields = [Field(name=f"Field {number}") for number in range(3)]
    people = [Person(key=role.value, name=role.value.title(), role=role) for role in Role]
    otto = Person(key="otto", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
    db.session.add_all([*fields, *people, otto])
    db.session.flush()
    for number in range(CUSTOMERS):
        _add_customer(chance, number, fields, people)
    db.session.commit()
    db.session.expire_all()
    return otto


def _add(item: Base) -> None:
    with db.session.no_autoflush:
        db.session.add(item)


def _day(chance: Random, first: int, last: int) -> datetime.date:
    """So many days from today."""
    return TODAY + datetime.timedelta(days=chance.randint(first, last))


def _perhaps(chance: Random, first: int, last: int) -> datetime.date | None:
    return _day(chance, first, last) if chance.random() < 0.5 else None


def _add_customer(chance: Random, number: int, fields: list[Field], people: list[Person]) -> None:
    customer = Customer(
        key=f"c{number}",
        name=f"Customer {number}",
        stage=chance.choice(list(Stage)),
        currency=chance.choice(["EUR", "EUR", "CHF"]),
        owner=chance.choice([*people[:5], None]),
    )
    db.session.add(customer)
    for position in range(chance.choice([0, 0, 1, 2])):
        stage = chance.choice(list(Stage))
        on = _day(chance, -60, 3)
        _add(StageMove(customer=customer, position=position, stage=stage, on=on))
    contracts = [
        _contract(chance, customer, position, fields, people)
        for position in range(chance.choice([0, 1, 1, 2, 3]))
    ]
    if len(contracts) > 1 and chance.random() < 0.3:
        contracts[1].renews = contracts[0]
    for position in range(chance.choice([0, 0, 1, 2])):
        _add(
            Contact(
                customer=customer,
                key=f"who{position}",
                name="Who",
                position=position,
                buying_role=chance.choice([*BuyingRole, BuyingRole.DECIDER, None]),
                attitude=chance.choice([-2, -1, 0, 1, None]),
            )
        )
    if chance.random() < 0.9:
        _add_plan(chance, customer, contracts, fields, people)


def _contract(
    chance: Random,
    customer: Customer,
    position: int,
    fields: list[Field],
    people: list[Person],
) -> Contract:
    contract = Contract(
        customer=customer,
        key=f"k{position}",
        title=f"Contract {position}",
        position=position,
        field=chance.choice([*fields, None]),
        annual_value=chance.choice([1000, 2500, None]),
        signed_on=_day(chance, -600, 5),
        won_by=chance.choice([*people[:4], None]),
        promised=chance.choice(["A price", None]),
        described_on=_perhaps(chance, -400, 5),
    )
    _put_terms(chance, contract)
    _add(contract)
    if chance.random() < 0.15:
        contract.terminated_on = max(_day(chance, -100, 30), contract.signed_on)
        contract.terminated_to = chance.choice([contract.terminated_on, None])
    _add_proposals(chance, contract, people)
    for number in range(chance.choice([0, 0, 1])):
        _add(Promise(contract=contract, key=f"p{number}", text="A price", position=number))
    return contract


def _put_terms(chance: Random, contract: Contract) -> None:
    """One that runs until notice, renews itself, ends, or says nothing of an end."""
    kind = chance.choice(["open", "rolling", "rolling", "fixed", "undated"])
    if kind in ("open", "rolling") and chance.random() < 0.9:
        contract.notice_count = chance.choice([1, 3, 6])
        contract.notice_unit = chance.choice(list(NoticeUnit))
    if kind == "open" and contract.notice_count is not None:
        contract.notice_to = chance.choice(_PERIODS)
    if kind in ("rolling", "fixed"):
        contract.ends_on = _day(chance, -300, 500)
    if kind == "rolling":
        contract.renewal = Renewal.AUTOMATIC
        contract.renewal_months = chance.choice([1, 6, 12, None])


def _add_proposals(chance: Random, contract: Contract, people: list[Person]) -> None:
    on = contract.signed_on
    if chance.random() < 0.1:
        contract.handed_to, contract.handed_on = chance.choice(people[:4]), on
        contract.accepted_on = chance.choice([on, None])
    for position in range(chance.choice([0, 0, 1, 2])):
        answer = chance.choice([*HandoverAnswer, None])
        answered_on = on + datetime.timedelta(days=chance.randint(0, 9))
        _add(
            Handover(
                contract=contract,
                to=chance.choice(people[:4]),
                proposed_on=on,
                position=position,
                answer=answer,
                answered_on=answered_on if answer else None,
                reason="Too early" if answer is HandoverAnswer.SENT_BACK else None,
            )
        )


def _add_plan(
    chance: Random,
    customer: Customer,
    contracts: list[Contract],
    fields: list[Field],
    people: list[Person],
) -> None:
    plan = Plan(
        customer=customer,
        status=chance.choice([*PlanStatus, PlanStatus.ACTIVE]),
        starts_on=TODAY - datetime.timedelta(days=100),
        ends_on=TODAY + datetime.timedelta(days=200),
        activated_on=TODAY - datetime.timedelta(days=100),
    )
    db.session.add(plan)
    for person in chance.sample(people, chance.randint(0, 3)):
        joined, left = _day(chance, -300, 5), _perhaps(chance, -90, 5)
        left = None if left is None else max(left, joined)
        via = chance.choice(list(Via))
        _add(Member(plan=plan, person=person, joined_on=joined, left_on=left, via=via))
    for number in range(chance.choice([0, 0, 1, 2, 3])):
        _add_work(chance, plan, number, contracts, fields, people)


def _add_work(
    chance: Random,
    plan: Plan,
    number: int,
    contracts: list[Contract],
    fields: list[Field],
    people: list[Person],
) -> None:
    """A deal, an activity or a topic, about a contract, a field or neither."""
    contract = chance.choice([*contracts, None])
    about = {"contract": contract, "field": chance.choice([*fields, None])}
    common = {"plan": plan, "position": number, **about}
    match chance.choice(["deal", "activity", "topic", "topic"]):
        case "deal":
            _add(_deal(chance, key=f"d{number}", **common))
        case "activity":
            _add(_activity(chance, key=f"a{number}", created_by=people[0], **common))
        case _:
            talk = Conversation(key=f"t{number}", topic="T", **common)
            _add(talk)
            for position in range(chance.randint(0, 3)):
                _add(_entry(chance, conversation=talk, author=people[0], position=position))


def _deal(chance: Random, **common: Any) -> Deal:
    status = chance.choice(list(DealStatus))
    return Deal(
        title="Deal",
        status=status,
        decided_on=None if status is DealStatus.PLANNED else _perhaps(chance, -200, 5),
        expected_on=TODAY,
        annual_value=1,
        probability=1,
        **common,
    )


def _activity(chance: Random, created_by: Person, **common: Any) -> Activity:
    status = chance.choice(list(ActivityStatus))
    is_taken = status in (ActivityStatus.PLANNED, ActivityStatus.DONE)
    days = sorted(_day(chance, -220, 5) for _number in range(3))
    return Activity(
        title="Activity",
        kind=ActivityKind.VISIT,
        created_by=created_by,
        created_on=days[0],
        assignee=created_by if is_taken else None,
        claimed_on=days[1] if is_taken and chance.random() < 0.5 else None,
        status=status,
        done_on=days[2] if status is ActivityStatus.DONE else None,
        **common,
    )


def _entry(chance: Random, **common: Any) -> Entry:
    return Entry(
        on=_day(chance, -250, 5),
        channel=Channel.CALL,
        summary="Talked.",
        state=chance.choice(list(TalkState)),
        **common,
    )
