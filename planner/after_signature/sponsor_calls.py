"""Calls on an executive that nobody answers, or whose outcome nobody wrote down."""

from datetime import date

from planner.after_signature.account import Account
from planner.after_signature.facts import SponsorRequestFact
from planner.after_signature.thresholds import SignatureThresholds


def sponsor_requests_as_json(account: Account) -> list[dict[str, object]]:
    """The requests of a customer, with what is missing in each."""
    return [
        {
            "request": request.key,
            "reason": request.reason,
            "status": request.status,
            "codes": _codes(account, request),
        }
        for request in account.facts.sponsor_requests
    ]


def _codes(account: Account, request: SponsorRequestFact) -> list[str]:
    talked_on = _talked_on(account, request)
    return sponsor_codes(request, talked_on, account.day, account.thresholds)


def sponsor_codes(
    request: SponsorRequestFact, talked_on: date | None, day: date, thresholds: SignatureThresholds
) -> list[str]:
    """What is missing in one request on that day; `talked_on` is when its activity was done."""
    if request.status == "asked" and _is_silent(request, day, thresholds):
        return ["sponsor_silent"]
    since = talked_on or request.needed_by
    if request.status != "accepted" or since is None:
        return []
    return ["outcome_missing"] if (day - since).days > thresholds.outcome_days else []


def _is_silent(request: SponsorRequestFact, day: date, thresholds: SignatureThresholds) -> bool:
    """More than 3 days since it was asked, or the day by which it was needed is past."""
    is_late = (day - request.on).days > thresholds.sponsor_answer_days
    return is_late or (request.needed_by is not None and request.needed_by < day)


def _talked_on(account: Account, request: SponsorRequestFact) -> date | None:
    """When the activity of the request was done, if it was."""
    activities = account.facts.plan.activities
    done = (item for item in activities if item.status == "done" and item.key == request.activity)
    return next((item.done_on for item in done), None)
