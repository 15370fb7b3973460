"""Briefings: the draft, which is what the plan says in the order in which an executive needs it,
and how what was made of it is shown."""

import re
from collections.abc import Iterable, Iterator

from planner.models import Plan
from planner.models.shortening import shortened
from planner.queries.after_signature.handover_rows import PromiseRow
from planner.queries.plan.contacts import ContactRow
from planner.sponsor_requests.forms import TO_BE_WRITTEN
from planner.sponsor_requests.queries.plan_in_short import (
    CaseInShort,
    ContractInShort,
    PlanInShort,
    plan_in_short,
)
from planner.views.web import exact_day, money, number, percent
from planner.words import gettext, word
from planner.words.scales import attitude
from planner.words.signature_words import RENEWAL_WORDS

_LONGEST = 170
"""Of a line, so that none takes more than two on paper."""


def draft_of(plan: Plan) -> str:
    """Headings, each with its lines below it; what only the asker knows is left to be written."""
    written = [
        "\n".join((heading, *(f"- {shortened(line, _LONGEST)}" for line in lines)))
        for heading, lines in _sections(plan_in_short(plan), plan.customer.currency)
        if lines
    ]
    return "\n\n".join(written)


def blocks_of(text: str) -> list[tuple[str | None, list[str]]]:
    """What stands between empty lines, each with its heading if there are points below one."""
    parts = [part.splitlines() for part in _BETWEEN.split(text.strip())]
    return [
        (part[0], part[1:]) if part[1:] and part[1].startswith("-") else (None, part)
        for part in parts
    ]


_BETWEEN = re.compile(r"\n\s*\n")


def _sections(found: PlanInShort, currency: str) -> Iterator[tuple[str, list[str]]]:
    asked = [TO_BE_WRITTEN]
    yield gettext("Why you, and why now"), asked
    yield gettext("Whom you meet"), [_contact(each) for each in found.contacts]
    yield gettext("What was promised and is open"), [_promise(each) for each in found.promises]
    yield gettext("Contracts"), [_contract(each, currency) for each in found.contracts]
    yield gettext("What they want to reach"), found.goals
    yield gettext("The business case"), [_case(found.case, currency)] if found.case else []
    yield gettext("What we want them to say yes to"), asked
    yield gettext("What you must not give away"), asked
    yield gettext("What happens if nothing is said"), asked


def _contact(contact: ContactRow) -> str:
    known = gettext("known by %(names)s", names=", ".join(contact.known_by_ours))
    return _joined(
        (
            contact.name,
            contact.function,
            word(contact.buying_role) if contact.buying_role else None,
            attitude(contact.attitude).partition(": ")[2],
            known if contact.known_by_ours else gettext("known by nobody of us"),
        )
    )


def _contract(contract: ContractInShort, currency: str) -> str:
    row, renewal = contract.row, contract.renewal
    ends_on = renewal.over_on or (renewal.end and renewal.end.on)
    at_stake = gettext("%(amount)s a year at stake", amount=money(row.annual_value, currency))
    return _joined(
        (
            row.title,
            gettext("ends on %(day)s", day=exact_day(ends_on)) if ends_on else None,
            at_stake if contract.is_at_stake and row.annual_value is not None else None,
            str(RENEWAL_WORDS[renewal.state]),
        )
    )


def _case(case: CaseInShort, currency: str) -> str:
    return _joined(
        (
            case.title,
            gettext("net present value %(amount)s", amount=money(case.net_present_value, currency)),
            gettext("rate of return %(rate)s", rate=percent(case.rate_of_return))
            if case.rate_of_return is not None
            else gettext("no single rate of return"),
            gettext("paid back after %(years)s years", years=number(case.payback))
            if case.payback is not None
            else gettext("never paid back"),
            gettext("%(amount)s in all", amount=money(case.total, currency)),
        )
    )


def _promise(promise: PromiseRow) -> str:
    until = gettext("until %(day)s", day=exact_day(promise.due_on)) if promise.due_on else None
    return _joined((promise.text, promise.owner, until))


def _joined(parts: Iterable[str | None]) -> str:
    """On one line."""
    return "; ".join(" ".join(part.split()) for part in parts if part)
