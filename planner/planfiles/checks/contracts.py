"""What a contract of a plan file must hold beyond the schema and the order of its days."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, TypeAlias

from planner.planfiles.checks.broken import Broken, later_before
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.places import FoundItems, objects_in
from planner.planfiles.checks.problems import FilePlace

_Item: TypeAlias = Mapping[str, Any]

END_OF_TERM: Final = "end_of_term"
ONE_PROPOSAL: Final = ("handed_to", "handed_on", "accepted_on")


def problems(place: FilePlace, contract: _Item) -> Iterator[Broken]:
    """All that is wrong with one contract by itself."""
    yield from _terms(place, contract)
    if "terminated_to" in contract and "terminated_on" not in contract:
        yield Broken((*place, "terminated_to"), Rule.WITHOUT_TERMINATION)
    yield from _handovers(place, contract)


def _terms(place: FilePlace, contract: _Item) -> Iterator[Broken]:
    if "notice" in contract and "notice_days" in contract:
        yield Broken((*place, "notice_days"), Rule.NOT_TOGETHER, {"other": "notice"})
    if contract.get("renewal") == "automatic" and _runs_to_a_period(contract):
        yield Broken((*place, "renewal"), Rule.AUTOMATIC_WITH_PERIOD)
    elif contract.get("renewal") == "automatic" and "ends_on" not in contract:
        yield Broken((*place, "renewal"), Rule.AUTOMATIC_WITHOUT_END)
    if "renewal_months" in contract and not _is_rolling(contract):
        yield Broken((*place, "renewal_months"), Rule.NOT_ROLLING)


def _runs_to_a_period(contract: _Item) -> bool:
    notice = contract.get("notice")
    return isinstance(notice, dict) and notice.get("to", END_OF_TERM) != END_OF_TERM


def _is_rolling(contract: _Item) -> bool:
    if _runs_to_a_period(contract) or "ends_on" not in contract:
        return False
    has_notice = "notice" in contract or "notice_days" in contract
    return bool(contract.get("renewal", "automatic" if has_notice else "") == "automatic")


def _handovers(place: FilePlace, contract: _Item) -> Iterator[Broken]:
    if "handovers" not in contract:
        return
    for name in ONE_PROPOSAL:
        if name in contract:
            yield Broken((*place, name), Rule.NOT_TOGETHER, {"other": "handovers"})
    proposals = objects_in(contract["handovers"])
    for (_, before), (index, proposal) in pairwise(proposals):
        at = (*place, "handovers", index)
        yield from later_before(at, "proposed_on", before.get("proposed_on"), proposal)
    for index, proposal in proposals:
        yield from _answer((*place, "handovers", index), proposal)


def _answer(place: FilePlace, proposal: _Item) -> Iterator[Broken]:
    said = [name for name in ("answer", "answered_on") if name in proposal]
    if len(said) == 1:
        missing = "answered_on" if said == ["answer"] else "answer"
        yield Broken((*place, missing), Rule.ANSWER_INCOMPLETE)
    reason = proposal.get("reason", "")
    if proposal.get("answer") == "sent_back" and isinstance(reason, str) and not reason.strip():
        yield Broken((*place, "reason"), Rule.REASON_MISSING)


def circles(contracts: FoundItems) -> Iterator[Broken]:
    """Each contract that follows itself, at once or by way of others."""
    follows = {
        item["key"]: item["renews"]
        for _, item in contracts
        if isinstance(item.get("key"), str) and isinstance(item.get("renews"), str)
    }
    for place, item in contracts:
        key = item.get("key")
        if isinstance(key, str) and _comes_round(key, follows):
            rule = Rule.RENEWS_ITSELF if follows[key] == key else Rule.RENEWS_IN_CIRCLE
            yield Broken((*place, "renews"), rule)


def _comes_round(key: str, follows: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = follows.get(key)
    while at is not None and at != key and at not in seen:
        seen.add(at)
        at = follows.get(at)
    return at == key
