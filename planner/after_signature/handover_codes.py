"""What is missing in the time after a signature."""

from collections.abc import Iterator

from planner.after_signature.account import Account
from planner.after_signature.codes import codes_found
from planner.after_signature.handovers import Handover, HandoverFound, handovers_under
from planner.after_signature.talks import last_talks
from planner.rating.evidence import Evidence


def handovers_of(account: Account) -> tuple[HandoverFound, ...]:
    """Each contract that is not over, with the codes that hold for it."""
    return tuple(_found(handover) for handover in handovers_under(account))


def _found(handover: Handover) -> HandoverFound:
    standing = handover.standing
    return HandoverFound(
        handover,
        handover.state,
        None if standing is None else standing.to,
        codes_found(_rules(handover)),
    )


def is_watched(handover: Handover) -> bool:
    """Whether the signature is not too long ago for any of the codes."""
    return handover.days <= handover.account.thresholds.watch_days


def _rules(handover: Handover) -> Iterator[tuple[str, Evidence]]:
    if not is_watched(handover):
        return
    if handover.is_due:
        yield "not_described", _not_described(handover)
        yield "no_receiver", _no_receiver(handover)
        yield "not_accepted", _not_accepted(handover)
        yield "no_joint_meeting", _no_joint_meeting(handover)
    yield "silent_after_signature", silent_after_signature(handover)
    yield "promises_open", _promises_open(handover)


def _contract(handover: Handover, *, holds: bool) -> Evidence:
    return (handover.contract.reference,) if holds else None


def _not_described(handover: Handover) -> Evidence:
    is_late = handover.days > handover.account.thresholds.described_days
    return _contract(handover, holds=is_late and not handover.is_described)


def _no_receiver(handover: Handover) -> Evidence:
    """No proposal stands, for more than 7 days; the receiver is named who is gone."""
    account = handover.account
    days = account.days_since(handover.without_receiver_since)
    if handover.standing is not None or days <= account.thresholds.receiver_days:
        return None
    latest = handover.proposal
    is_lost = latest is not None and latest.answer != "sent_back"
    gone = f"member:{latest.to}" if latest is not None and is_lost else None
    return tuple(filter(None, (handover.contract.reference, gone)))


def _not_accepted(handover: Handover) -> Evidence:
    account, standing = handover.account, handover.standing
    if standing is None or standing.answer is not None:
        return None
    is_late = account.days_since(standing.proposed_on) > account.thresholds.acceptance_days
    return (standing.reference,) if is_late else None


def _no_joint_meeting(handover: Handover) -> Evidence:
    is_late = handover.days > handover.account.thresholds.joint_meeting_days
    return _contract(handover, holds=is_late and not handover.had_joint_meeting)


def silent_after_signature(handover: Handover) -> Evidence:
    """Signed at most 90 days ago, and no talk for more than 14 days since the signature or the
    last talk after that day; the talks of that day are named."""
    account, signed_on = handover.account, handover.contract.signed_on
    talks = last_talks(talk for talk in account.talks if talk.on > signed_on)
    last = talks[0].on if talks else signed_on
    is_silent = account.days_since(last) > account.thresholds.silent_days
    if handover.days > account.thresholds.hole_days or not is_silent:
        return None
    return (handover.contract.reference, *(talk.reference for talk in talks))


def _promises_open(handover: Handover) -> Evidence:
    """Promises not kept whose day is past or, without a day, more than 90 days after it."""
    account = handover.account
    is_late = handover.days > account.thresholds.promise_days
    found = tuple(
        promise.reference
        for promise in handover.contract.promises
        if promise.kept_on is None
        and (is_late if promise.due_on is None else promise.due_on < account.day)
    )
    return found or None


def handovers_as_json(account: Account) -> dict[str, object]:
    """The answer of `planner handovers check`."""
    return {
        "customer": account.facts.customer.key,
        "as_of": account.day.isoformat(),
        "handovers": [found.as_json() for found in handovers_of(account)],
    }
