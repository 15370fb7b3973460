"""Calls on an executive that nobody answers, or whose outcome nobody wrote down."""

from datetime import date

from planner.after_signature.account import Account
from planner.after_signature.facts import SponsorRequestFact


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
    if request.status == "asked" and _is_silent(account, request):
        return ["sponsor_silent"]
    if request.status == "accepted" and _is_without_outcome(account, request):
        return ["outcome_missing"]
    return []


def _is_silent(account: Account, request: SponsorRequestFact) -> bool:
    """More than 3 days since it was asked, or the day by which it was needed is past."""
    is_late = account.days_since(request.on) > account.thresholds.sponsor_answer_days
    return is_late or (request.needed_by is not None and request.needed_by < account.day)


def _is_without_outcome(account: Account, request: SponsorRequestFact) -> bool:
    since = _talked_on(account, request) or request.needed_by
    return since is not None and account.days_since(since) > account.thresholds.outcome_days


def _talked_on(account: Account, request: SponsorRequestFact) -> date | None:
    """When the activity of the request was done, if it was."""
    activities = account.facts.plan.activities
    done = (item for item in activities if item.status == "done" and item.key == request.activity)
    return next((item.done_on for item in done), None)
