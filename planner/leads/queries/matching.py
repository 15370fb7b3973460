"""Whose customer a lead is, with what people have decided before."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.database import db
from planner.leads.queries import match_keys
from planner.matching.companies import Company
from planner.matching.leads import LeadMatching
from planner.models import Lead, LeadMatchKind, LeadVerdict

_LONGEST = 64


@dataclass(frozen=True, slots=True)
class MatchedLead:
    """`customer_id` is the one that it is, without asking; `candidates` as a lead keeps them."""

    kind: LeadMatchKind
    customer_id: int | None
    candidates: list[dict[str, Any]]


def company_of(lead: Lead) -> Company:
    """What the lead says of its company."""
    return Company(
        key=str(lead.id),
        name=lead.company,
        city=lead.city or "",
        postcode=lead.postcode or "",
        country=lead.country or "",
        website=lead.website or "",
        email=lead.email or "",
    )


def remembered_as(company: Company) -> str:
    """What a decision about a company is kept by: its name and where it is on the net."""
    return f"{' '.join(company.parts.core)} {company.domain}".strip()[:_LONGEST]


def match_lead(lead: Lead) -> MatchedLead:
    """Look through the customers whose keys are written; `match_keys.refresh_some` first."""
    company = company_of(lead)
    known = match_keys.found_for(company)
    found = LeadMatching(known.customers, known.contacts, known.rarity).match(company)
    decided = _decided(company)
    candidates: list[dict[str, Any]] = [
        {**each.as_json(), "customer": int(each.customer)}
        for each in found.candidates
        if decided.get(int(each.customer)) is not False
    ]
    confirmed = next((customer for customer, same in decided.items() if same), None)
    if confirmed is not None:
        return MatchedLead(LeadMatchKind.CONFIRMED, confirmed, candidates)
    first = candidates[0] if candidates else None
    if first is None:
        return MatchedLead(LeadMatchKind.NONE, None, [])
    is_same = first["class"] == "same"
    kind = LeadMatchKind.SAME if is_same else LeadMatchKind.LIKELY
    return MatchedLead(kind, first["customer"] if is_same else None, candidates)


def _decided(company: Company) -> dict[int, bool]:
    wanted = select(LeadVerdict.customer_id, LeadVerdict.is_same).where(
        LeadVerdict.company == remembered_as(company)
    )
    return dict(db.session.execute(wanted).all())
