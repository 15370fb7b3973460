"""The next best step with each customer of whose plan somebody is a member."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.after_signature.account import Account
from planner.after_signature.handover_codes import is_watched, silent_after_signature
from planner.after_signature.handovers import HandoverState, handovers_under
from planner.after_signature.renewals import Renewal, RenewalState, at_stake, renewals_in_question
from planner.after_signature.talks import last_talks
from planner.after_signature.wallet import wallet_of
from planner.rating.value import value

_SETTLED_STATES = ("won", "lost", "parked")

Grounds = Iterator[tuple[str, date | None]]
"""What makes a step hold: the references of items, each with its date."""


@value
class BestStep:
    """The first step that holds; `since` is the earliest date of its evidence.

    `roles` are those that the rules asked for: unless one of them changes, no change of people
    makes it another step.
    """

    customer: str
    person: str
    as_of: date
    step: str
    since: date | None
    evidence: tuple[str, ...]
    order: tuple[object, ...]
    roles: tuple[tuple[str, str | None], ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "customer": self.customer,
            "person": self.person,
            "as_of": self.as_of.isoformat(),
            "step": self.step,
            "since": None if self.since is None else self.since.isoformat(),
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True)
class PersonalDesk:
    """A customer as one person looks at it."""

    account: Account
    person: str

    @cached_property
    def renewals(self) -> tuple[Renewal, ...]:
        """Of the contracts of which nobody knows yet whether they go on."""
        return renewals_in_question(self.account)

    def renewals_in(self, state: RenewalState) -> Iterator[Renewal]:
        """The contracts not over whose renewal is in that state."""
        return (
            each
            for each in self.renewals
            if each.state is state and not self.account.is_over(each.contract)
        )


def best_step(account: Account, person: str) -> BestStep | None:
    """What the person does next with the customer; None for who is no member of the plan."""
    if all(member.person != person for member in account.members):
        return None
    desk = PersonalDesk(account, person)
    place, (step, grounds) = next(
        (place, (step, found))
        for place, (step, rule) in enumerate(_STEPS)
        if (found := _grounds(desk, rule)) is not None
    )
    since = min((day for _, day in grounds if day is not None), default=None)
    key = account.facts.customer.key
    amount = at_stake(desk.renewals).amount
    order = (place, since is None, since or account.day, -amount, key)
    evidence = tuple(sorted({reference for reference, _ in grounds if reference}))
    roles = tuple(sorted(account.asked_roles.items()))
    return BestStep(key, person, account.day, step, since, evidence, order, roles)


def _grounds(
    desk: PersonalDesk, rule: Callable[[PersonalDesk], Grounds]
) -> list[tuple[str, date | None]] | None:
    """What the rule finds; None where it finds nothing, and does not hold."""
    return list(rule(desk)) or None


def _answer_handover(desk: PersonalDesk) -> Grounds:
    for handover in handovers_under(desk.account):
        waiting = handover.standing if handover.state is HandoverState.PROPOSED else None
        if waiting is not None and waiting.to == desk.person:
            yield waiting.reference, waiting.proposed_on


def _keep_promise(desk: PersonalDesk) -> Grounds:
    day = desk.account.day
    for item in desk.account.facts.plan.activities:
        is_late = item.due_on is not None and item.due_on < day
        if item.status == "planned" and desk.person in item.people and is_late:
            yield item.reference, item.due_on
    for contract in desk.account.running_contracts:
        for promise in contract.promises:
            is_late = promise.due_on is not None and promise.due_on < day
            if promise.owner == desk.person and promise.kept_on is None and is_late:
                yield promise.reference, promise.due_on


def _rescue_renewal(desk: PersonalDesk) -> Grounds:
    for renewal in desk.renewals_in(RenewalState.AT_RISK):
        yield renewal.contract.reference, renewal.anchor


def _end_silence(desk: PersonalDesk) -> Grounds:
    for handover in handovers_under(desk.account):
        if is_watched(handover) and silent_after_signature(handover) is not None:
            yield handover.contract.reference, handover.contract.signed_on


def _start_renewal(desk: PersonalDesk) -> Grounds:
    for renewal in desk.renewals_in(RenewalState.UNTOUCHED):
        yield renewal.contract.reference, renewal.anchor


def _next_step(desk: PersonalDesk) -> Grounds:
    account = desk.account
    for talk, last in account.last_entries:
        is_old = account.days_since(last.on) > account.thresholds.stale_days
        if last.state not in _SETTLED_STATES and (is_old or not last.names_next_step):
            yield talk.reference, last.on


def _talk(desk: PersonalDesk) -> Grounds:
    account = desk.account
    talks = last_talks(account.talks)
    if not talks:
        yield "", None
    elif account.days_since(talks[0].on) > account.thresholds.talk_days:
        yield from ((talk.reference, talk.on) for talk in talks)


def _offer(desk: PersonalDesk) -> Grounds:
    for cell in wallet_of(desk.account).cells:
        if cell.state == "white":
            yield cell.reference, cell.potential.screened_on


def _screen(desk: PersonalDesk) -> Grounds:
    account = desk.account
    days = account.thresholds.screened_days
    potentials = account.facts.plan.potentials
    if not any(account.in_last(days, each.screened_on) for each in potentials):
        yield "", None


def _nothing(_desk: PersonalDesk) -> Grounds:
    yield "", None


_STEPS: tuple[tuple[str, Callable[[PersonalDesk], Grounds]], ...] = (
    ("answer_handover", _answer_handover),
    ("keep_promise", _keep_promise),
    ("rescue_renewal", _rescue_renewal),
    ("end_silence", _end_silence),
    ("start_renewal", _start_renewal),
    ("next_step", _next_step),
    ("talk", _talk),
    ("offer", _offer),
    ("screen", _screen),
    ("nothing", _nothing),
)
