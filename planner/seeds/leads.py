"""Leads that the bank has got of late, and two content kits that its people share."""

from datetime import timedelta
from decimal import Decimal

from planner import clock
from planner.content_kits import actions as content_kits
from planner.database import db
from planner.leads.actions import arrivals, form_settings, leads, outcomes, placing, rules
from planner.leads.queries import match_keys
from planner.leads.queries.inbox import answer_by
from planner.models import Lead, Person
from planner.models.kinds import ActivityKind, Channel, Role
from planner.queries.people.form_settings import LeadFormSettings
from planner.seeds import data
from planner.seeds.organisation import Bank


def receive_leads(bank: Bank) -> None:
    """All came in the last days, and what is open waits for the people to sign in as."""
    administrator = next(one for one in bank.people.values() if one.is_administrator)
    developer = next(one for one in bank.people.values() if one.role is Role.BUSINESS_DEVELOPER)
    told = data.leads()
    open_form = {"is_open": True, "receiver_id": developer.id, "button": told["button"]}
    form_settings.change(open_form, by=administrator)
    _write_rules(bank, told, by=administrator)
    shares = [_share(bank, kit, by=administrator) for kit in told["kits"]]
    while match_keys.refresh_some():
        db.session.flush()
    for number, each in enumerate(told["leads"]):
        _receive(bank, each, shares[number % len(shares)])


def _write_rules(bank: Bank, told: data.TomlTable, *, by: Person) -> None:
    for each in told["rules"]:
        field = bank.fields.get(each.get("field", ""))
        said = {"postcode": each.get("postcode"), "field_id": field.id if field else None}
        rules.create({**said, "receiver_id": bank.people[each["to"]].id}, by=by)


def _share(bank: Bank, told: data.TomlTable, *, by: Person) -> str:
    """The address by which somebody shares a new kit, with the visits that there were."""
    field = bank.fields[told["field"]]
    said = {name: told[name] for name in ("name", "text", "link")}
    kit = content_kits.create({**said, "field_id": field.id}, by=by)
    share = content_kits.share(kit, by=bank.people[told["by"]])
    for _visit in range(told["visits"]):
        content_kits.count_visit(share.code)
    return share.code


def _receive(bank: Bank, told: data.TomlTable, share: str) -> None:
    consent = LeadFormSettings().consent("de")
    said = {name: told.get(name) for name in ("company", "contact_name", "email", "telephone")}
    said |= {name: told.get(name) for name in ("postcode", "city", "website", "message")}
    field = bank.fields.get(told.get("field", ""))
    values = {**said, "country": "DE", "field_id": field.id if field else None, "source": "Website"}
    by_kit = share if told.get("by_kit") else None
    lead = arrivals.receive(values, consent=consent, consent_version=1, share=by_kit)
    _came_before(lead, told.get("days_ago", 0))
    placing.place(lead)
    _deal_with(lead, told, by=lead.receiver or bank.people[told["by"]])


def _came_before(lead: Lead, days: int) -> None:
    """The story tells of it only now, so that all that has happened stands in its order."""
    lead.received_on = lead.consented_on = clock.today() - timedelta(days)
    lead.received_at -= timedelta(days)
    lead.answer_by = answer_by(lead.received_on)


def _deal_with(lead: Lead, told: data.TomlTable, *, by: Person) -> None:
    db.session.refresh(lead)
    if "answer" in told:
        leads.answer(lead, {"channel": Channel.CALL, "answer": told["answer"]}, by=by)
    if "reason" in told:
        leads.reject(lead, {"reason": told["reason"]}, by=by)
    if "withdrawn" in told:
        leads.withdraw(lead, by=by)
    if "became" in told:
        _become(lead, told, by=by)


def _become(lead: Lead, told: data.TomlTable, *, by: Person) -> None:
    in_a_month = clock.today() + timedelta(30)
    if told["became"] == "suspect":
        known = {"name": lead.company, "contact_name": lead.contact_name, "city": lead.city}
        outcomes.become_suspect(lead, known, by=by)
    elif told["became"] == "deal":
        planned = {
            "title": told["title"],
            "annual_value": Decimal(9_000),
            "expected_on": in_a_month,
            "probability": Decimal("0.3"),
        }
        outcomes.become_deal(lead, planned, by=by)
    else:
        task = {"title": told["title"], "kind": ActivityKind.CALL, "due_on": in_a_month}
        outcomes.become_activity(lead, task, by=by)
