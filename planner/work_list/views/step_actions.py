"""What is at hand for each step: the form that does it, the most helpful first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from planner.access import own_rights
from planner.models.kinds import ActivityKind
from planner.queries.maturity.evidence import EvidenceItem, EvidenceKind
from planner.views.web import Permission, addresses, gettext, me
from planner.work_list.queries.lines import WorkLine, last_entries


@dataclass(frozen=True, slots=True)
class StepAction:
    text: str
    address: str
    opens_sheet: bool = True
    needs: Permission = Permission.WORK_ON_PLAN


@dataclass(frozen=True, slots=True)
class AtHand:
    """A line with what its step rests on."""

    line: WorkLine
    items: Mapping[str, EvidenceItem]

    def of(self, kind: EvidenceKind) -> list[EvidenceItem]:
        return [item for item in self.items.values() if item.kind is kind]


def actions_for(at_hand: AtHand) -> list[StepAction]:
    """Those of the step that the reader may do; a talk can be logged and something planned
    whatever it is."""
    found = list(_OFFERS[at_hand.line.step](at_hand))
    if not any(action.address.startswith(url_for("talks.new")) for action in found):
        found.append(_log_talk(at_hand))
    found.append(_activity(at_hand, gettext("Plan an activity")))
    return [action for action in found if own_rights(action.needs, me()).of_member]


def _log_talk(at_hand: AtHand, **about: Any) -> StepAction:
    about = about or {"plan": at_hand.line.plan_id}
    return StepAction(gettext("Log a talk"), url_for("talks.new", **about))


def _activity(at_hand: AtHand, text: str, **known: Any) -> StepAction:
    there = url_for("activities.new", plan_id=at_hand.line.plan_id, **known)
    return StepAction(text, there, needs=Permission.ADD_ACTIVITY)


def _contracts(at_hand: AtHand) -> Iterator[StepAction]:
    for item in at_hand.of(EvidenceKind.CONTRACT):
        there = addresses.in_tab(at_hand.line.plan_id, f"contract-{item.id}")
        text = gettext("Open the contract “%(name)s”", name=item.name)
        yield StepAction(text, there, opens_sheet=False)


def _answer_handover(at_hand: AtHand) -> Iterator[StepAction]:
    for item in at_hand.of(EvidenceKind.CONTRACT):
        there = url_for("handovers.show", contract_id=item.id)
        yield StepAction(gettext("Answer the handover"), there, opens_sheet=False)


def _keep_promise(at_hand: AtHand) -> Iterator[StepAction]:
    for item in at_hand.of(EvidenceKind.ACTIVITY):
        there = url_for("activities.show", activity_id=item.id)
        text = gettext("Finish or move “%(name)s”", name=item.name)
        yield StepAction(text, there, opens_sheet=False)
        log = gettext("Log the talk")
        yield StepAction(log, url_for("talks.new", activity=item.id))
    yield from _contracts(at_hand)


def _renew(at_hand: AtHand) -> Iterator[StepAction]:
    for item in at_hand.of(EvidenceKind.CONTRACT):
        title = gettext("Renewal: %(contract)s", contract=item.name)
        kind = ActivityKind.VISIT.value
        text = gettext("Plan a talk about the renewal")
        yield _activity(at_hand, text, title=title, kind=kind, contract=item.id)
    yield from _contracts(at_hand)


def _log(at_hand: AtHand) -> Iterator[StepAction]:
    yield _log_talk(at_hand)


def _agree_on_step(at_hand: AtHand) -> Iterator[StepAction]:
    talks = {item.id: item.name for item in at_hand.of(EvidenceKind.CONVERSATION)}
    for conversation, entry in last_entries(talks).items():
        set_step = gettext("Set the next step of “%(topic)s”", topic=talks[conversation])
        yield StepAction(set_step, url_for("today.new_next_step", entry_id=entry))
        log = gettext("Log a talk about “%(name)s”", name=talks[conversation])
        yield StepAction(log, url_for("talks.new", conversation=conversation))


def _offer(at_hand: AtHand) -> Iterator[StepAction]:
    plan_id = at_hand.line.plan_id
    for item in at_hand.of(EvidenceKind.POTENTIAL):
        there = url_for("deals.new", plan_id=plan_id, title=item.name)
        yield StepAction(gettext("Plan a deal: %(field)s", field=item.name), there)
    yield StepAction(gettext("Ask a question"), url_for("questions.new", plan_id=plan_id))


def _screen(at_hand: AtHand) -> Iterator[StepAction]:
    there = url_for("potentials.new", key=at_hand.line.customer_key)
    yield StepAction(gettext("Screen the potential"), there, needs=Permission.WORK_ON_CUSTOMER)


def _nothing(_at_hand: AtHand) -> Iterator[StepAction]:
    yield from ()


_OFFERS: dict[str, Callable[[AtHand], Iterator[StepAction]]] = {
    "answer_handover": _answer_handover,
    "keep_promise": _keep_promise,
    "rescue_renewal": _renew,
    "end_silence": _log,
    "start_renewal": _renew,
    "next_step": _agree_on_step,
    "talk": _log,
    "offer": _offer,
    "screen": _screen,
    "nothing": _nothing,
}
