"""What was promised, and how a customer passes from who won it to who develops it."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from planner import clock
from planner.actions.editing import Values, assign, free_key, lock, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.people import successions
from planner.actions.plan import members, questions
from planner.database import db
from planner.models import (
    Activity,
    Contract,
    Event,
    EventType,
    Handover,
    HandoverAnswer,
    Member,
    Person,
    Plan,
    Promise,
)
from planner.models.kinds import ActivityStatus, Via
from planner.queries.people import holdings
from planner.queries.plan import plans


def describe(contract: Contract, values: Values, *, by: Person) -> None:
    """Write down for the receiver what was promised; what is still open is asked on the plan."""
    is_described = bool(values["promised"] or contract.promises)
    assign(contract, {"promised": values["promised"]})
    if contract.described_on is None and is_described:
        contract.described_on = max(clock.today(), contract.signed_on)
    events.record("updated", contract, by=by)
    _ask(contract, values.get("still_open") or "", by=by)


def _ask(contract: Contract, still_open: str, *, by: Person) -> None:
    """One question a line."""
    plan = plans.current(contract.customer_id)
    if plan is not None and plan.is_open:
        for line in filter(None, map(str.strip, still_open.splitlines())):
            questions.create(plan, {"text": line}, by=by)


def add_promise(contract: Contract, values: Values, *, by: Person) -> Promise:
    """Write down one thing that was promised."""
    promise = Promise(
        contract=contract,
        key=free_key(Promise.contract_id, contract.id, "promise"),
        position=next_position(Promise.contract_id, contract.id),
    )
    assign(promise, values)
    db.session.add(promise)
    events.record("created", promise, by=by)
    return promise


def update_promise(promise: Promise, values: Values, *, by: Person) -> None:
    """Change a promise; with a day on which it was kept it is no longer open."""
    assign(promise, values)
    events.record("updated", promise, by=by)


def delete_promise(promise: Promise, *, by: Person) -> None:
    remove(promise, by=by)


def propose(contract: Contract, values: Values, *, by: Person) -> Handover:
    """Propose the customer to somebody, who comes onto the plan to read it.

    Raise Refused for who cannot take it over, and where it is settled already.
    """
    lock(contract)
    receiver = db.session.get_one(Person, values["to_id"])
    _refuse_receiver(receiver)
    plan = plans.current(contract.customer_id)
    if plan is None or not plan.is_open:
        raise Refused("Begin a plan first, so that there is something to read.", field="to_id")
    _list_earlier_proposal(contract, by=by)
    latest = _latest(contract)
    if latest is not None and latest.answer is None and latest.to_id == receiver.id:
        raise Refused("%(name)s was asked already.", field="to_id", name=receiver.name)
    if members.still_there(plan, receiver) is None:
        members.join(plan, receiver, via=Via.INVITATION, by=by)
    handover = Handover(
        contract=contract,
        to=receiver,
        proposed_on=max(clock.today(), contract.signed_on),
        position=next_position(Handover.contract_id, contract.id),
    )
    db.session.add(handover)
    events.record("created", handover, by=by)
    return handover


def _refuse_receiver(receiver: Person) -> None:
    members.refuse_who_is_gone(receiver, field="to_id")
    if not receiver.is_generalist_side:
        raise Refused(
            "%(name)s owns no customers. Choose somebody of the generalist side.",
            field="to_id",
            name=receiver.name,
        )


def _list_earlier_proposal(contract: Contract, *, by: Person) -> None:
    """What was said of one receiver, before there was a list, becomes the first of it."""
    if contract.handed_to_id is None:
        return
    accepted_on = contract.accepted_on
    said = {
        "to_id": contract.handed_to_id,
        "proposed_on": contract.handed_on or contract.signed_on,
        "answered_on": accepted_on,
        "answer": HandoverAnswer.ACCEPTED if accepted_on else None,
    }
    assign(contract, dict.fromkeys(("handed_to_id", "handed_on", "accepted_on")))
    events.record("updated", contract, by=by)
    position = next_position(Handover.contract_id, contract.id)
    handover = Handover(contract=contract, position=position, **said)
    db.session.add(handover)
    events.record("created", handover, by=by)


def accept(handover: Handover, *, by: Person) -> None:
    """Take the customer over: whoever accepts is its owner from now on, and on its plan."""
    _answer(handover, HandoverAnswer.ACCEPTED, by=by)
    events.record("accepted", handover, by=by)
    customer = handover.customer
    if customer.owner_id == by.id:
        return
    held = _held(handover)
    _let_winner_stay(handover, by=by)
    successions.change_customer(customer, {"owner_id": by.id}, held, by=by)


def check_undo(act: Sequence[Event]) -> None:
    """Raise Refused where somebody has gone on from an acceptance: the customer was proposed to
    somebody else, work that has passed on is done, or who has left the plan is on it again."""
    accepted = next((each for each in act if each.type == EventType.HANDOVER_ACCEPTED), None)
    handover = db.session.get(Handover, accepted.subject_id) if accepted is not None else None
    if handover is None:
        return
    lock(handover.contract)
    _refuse_older(handover)
    for event in act:
        if event.subject == Activity.__tablename__:
            _refuse_done(event)
        elif event.type == EventType.MEMBER_LEFT:
            _refuse_back(event)


def _refuse_done(event: Event) -> None:
    activity = db.session.get(Activity, event.subject_id)
    if activity is not None and activity.status is ActivityStatus.DONE:
        name = activity.assignee.name if activity.assignee else "—"
        raise Refused(
            "%(name)s has changed “%(what)s” since; it stays as it is.",
            name=name,
            what=activity.title,
        )


def _refuse_back(event: Event) -> None:
    member = db.session.get(Member, event.subject_id)
    if member is not None and members.still_there(member.plan, member.person) is not None:
        raise Refused("%(name)s is on this plan already.", name=member.person.name)


def _held(handover: Handover) -> dict[str, list[int]]:
    """What passes with the customer; what both do together about the contract stays theirs."""
    held = {each.kind: each.ids for each in holdings.of_owner(handover.customer)}
    together = select(Activity.id).where(Activity.contract_id == handover.contract_id)
    kept = set(db.session.scalars(together))
    return {kind: [each for each in ids if each not in kept] for kind, ids in held.items()}


def send_back(handover: Handover, values: Values, *, by: Person) -> None:
    """Say what is missing; all that was written stays, and it is proposed anew."""
    _answer(handover, HandoverAnswer.SENT_BACK, by=by)
    handover.reason = values["reason"]
    events.record("sent_back", handover, by=by)


def _answer(handover: Handover, answer: HandoverAnswer, *, by: Person) -> None:
    """Of two who answer at once one waits for the other; only the newest proposal counts."""
    lock(handover.contract)
    lock(handover)
    if handover.to_id != by.id or not by.is_active:
        raise Refused("The customer was proposed to somebody else.")
    if handover.answer is not None:
        raise Refused("This was answered already.")
    _refuse_older(handover)
    handover.answer = answer
    handover.answered_on = max(clock.today(), handover.proposed_on)


def _refuse_older(handover: Handover) -> None:
    latest = _latest(handover.contract)
    if latest is not None and latest.id != handover.id:
        raise Refused("The customer was proposed to %(name)s since.", name=latest.to.name)


def _latest(contract: Contract) -> Handover | None:
    newest = (Handover.proposed_on.desc(), Handover.position.desc(), Handover.id.desc())
    found = select(Handover).where(Handover.contract_id == contract.id).order_by(*newest)
    return db.session.scalars(found.limit(1)).first()


def _let_winner_stay(handover: Handover, *, by: Person) -> None:
    """Who has won the customer goes to it once more together with who takes it over."""
    winner = handover.contract.won_by_id
    plan = plans.current(handover.customer_id)
    if plan is None or not plan.is_open or winner is None:
        return
    member = db.session.scalar(_membership(plan, winner))
    if member is not None:
        assign(member, {"via": Via.INVITATION})
        events.record("updated", member, by=by)


def _membership(plan: Plan, person_id: int) -> Select[Member]:
    return select(Member).where(
        Member.plan_id == plan.id,
        Member.person_id == person_id,
        Member.left_on.is_(None),
        Member.via == Via.OWNER,
    )
