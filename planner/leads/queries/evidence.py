"""Why a lead may be of a customer, in words that can be checked by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.access import visible_customers
from planner.database import db
from planner.leads.queries.matching import company_of
from planner.matching.companies import Company
from planner.models import Customer, Lead, Person
from planner.words import gettext, lazy as _

_FOUND: dict[str, str] = {
    "contact_email": _("the e-mail is that of a contact"),
    "name_equal": _("same name"),
    "domain_equal": _("almost the same name, and no other customer is at this domain"),
    "same_core": _("same name without the legal form"),
    "same_domain": _("same domain"),
    "known_address": _("the e-mail is known there"),
    "words_in_common": _("most words of the name in common"),
    "written_alike": _("written almost alike"),
}


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """`is_seen` says whether the reader may open the customer; whoever may not reads its name,
    since somebody has to say whether it is the same."""

    customer_id: int
    key: str
    name: str
    city: str | None
    owner: str | None
    is_same: bool
    is_seen: bool
    agrees: list[str]
    differs: list[str]


def candidates_of(lead: Lead, reader: Person) -> list[CandidateShown]:
    """Those that are still there, best first."""
    said = {each["customer"]: each for each in lead.candidates or ()}
    found = {c.id: c for c in db.session.scalars(select(Customer).where(Customer.id.in_(said)))}
    seen = set(
        db.session.scalars(
            select(Customer.id).where(Customer.id.in_(said), visible_customers(reader))
        )
    )
    company = company_of(lead)
    return [
        _shown(found[each], said[each], company, is_seen=each in seen)
        for each in said
        if each in found
    ]


def _shown(
    customer: Customer, said: dict[str, Any], lead: Company, *, is_seen: bool
) -> CandidateShown:
    theirs = Company(
        str(customer.id),
        customer.name,
        customer.city or "",
        country=customer.country or "",
        website=customer.website or "",
    )
    agrees = [str(_FOUND.get(code, code)) for code in said["evidence"]]
    return CandidateShown(
        customer.id,
        customer.key,
        customer.name,
        customer.city,
        customer.owner.name if customer.owner else None,
        said.get("class") == "same",
        is_seen,
        list(dict.fromkeys([*agrees, *_agreeing(lead, theirs)])),
        list(_differing(lead, theirs)),
    )


def _agreeing(lead: Company, theirs: Company) -> Iterator[str]:
    if lead.city and theirs.city and not _cities_differ(lead, theirs):
        yield gettext("same town")
    if lead.domain and lead.domain == theirs.domain:
        yield gettext("same domain")
    if lead.parts.forms and lead.parts.forms == theirs.parts.forms:
        yield gettext("same legal form")


def _differing(lead: Company, theirs: Company) -> Iterator[str]:
    if lead.parts.is_of_other_form(theirs.parts):
        yield gettext("the legal form differs")
    if lead.country and theirs.country and lead.country != theirs.country:
        yield gettext("the country differs")
    if lead.city and theirs.city and _cities_differ(lead, theirs):
        yield gettext("the town differs")
    if lead.has_other_domain(theirs):
        yield gettext("the domain differs")
    if lead.parts.numbers != theirs.parts.numbers:
        yield gettext("the numbers in the name differ")


def _cities_differ(lead: Company, theirs: Company) -> bool:
    one, other = (Company(c.key, "", city=c.city) for c in (lead, theirs))
    return one.is_elsewhere(other)
