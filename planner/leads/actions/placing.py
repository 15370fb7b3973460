"""Finding out whose customer a new lead is, and who deals with it."""

from collections.abc import Collection

from planner.actions.history import events
from planner.database import db
from planner.leads.queries import matching, routing
from planner.models import Customer, Lead, LeadRule, Person


def place(
    lead: Lead, rules: Collection[LeadRule] | None = None, *, by: Person | None = None
) -> None:
    """Match a lead and say who deals with it."""
    with db.session.no_autoflush:  # of what is flushed, the event could not tell any more
        found = matching.match_lead(lead)
    lead.match, lead.candidates = found.kind, found.candidates
    lead.customer_id = found.customer_id
    send_on(lead, rules, by=by)


def send_on(lead: Lead, rules: Collection[LeadRule] | None = None, *, by: Person | None) -> None:
    """Give it to whom it belongs, by its customer or by the rules."""
    with db.session.no_autoflush:  # as above
        found = _route(lead, rules)
    lead.receiver_id = found.receiver.id if found.receiver else None
    lead.route, lead.lead_rule_id = found.route, found.rule.id if found.rule else None
    lead.instead_of_id = found.instead_of.id if found.instead_of else None
    note(lead, by=by)


def _route(lead: Lead, rules: Collection[LeadRule] | None) -> routing.Routed:
    customer = db.session.get(Customer, lead.customer_id) if lead.customer_id else None
    segment = customer.segment if customer else None
    asked = routing.Asked(lead.field_id, lead.country, lead.postcode, segment)
    return routing.route(asked, customer, routing.all_rules() if rules is None else rules)


def note(lead: Lead, *, by: Person | None) -> None:
    """Write down who has it now; the history repeats nothing of what somebody outside has said."""
    said = {"receiver", "customer", "route", "match", "lead_rule", "instead_of"}
    changes = {name: pair for name, pair in events.changes_of(lead).items() if name in said}
    events.record("assigned", lead, by=by, changes=changes)
