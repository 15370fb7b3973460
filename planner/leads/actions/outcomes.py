"""What becomes of a lead: a customer to be won, a planned deal or an activity on a plan."""

from planner import clock
from planner.actions.editing import Values, lock
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import activities, contacts, customers, deals
from planner.models import Activity, Customer, Deal, Lead, LeadMatchKind, LeadStatus, Person, Plan
from planner.models.kinds import Stage
from planner.queries.plan import plans


def become_suspect(lead: Lead, values: Values, *, by: Person) -> Customer:
    """Add the company as a customer that belongs to whoever does it, with its first contact."""
    _lock_open(lead)
    if lead.customer_id is not None:
        raise Refused("It is of a customer that we have already.")
    of_customer = {name: value for name, value in values.items() if name != "contact_name"}
    customer = customers.create({**of_customer, "stage": Stage.SUSPECT}, by=by)
    if values.get("contact_name"):
        known = {"name": values["contact_name"]}
        contacts.create(customer, known, by=by, known_by=[by])
    lead.customer_id, lead.match = customer.id, LeadMatchKind.CONFIRMED
    _close(lead, LeadStatus.BECAME_SUSPECT, by=by)
    return customer


def become_deal(lead: Lead, values: Values, *, by: Person) -> Deal:
    """Plan a deal on the plan of its customer."""
    deal = deals.create(_plan_for(lead), values, by=by)
    lead.deal_id = deal.id
    _close(lead, LeadStatus.BECAME_DEAL, by=by)
    return deal


def become_activity(lead: Lead, values: Values, *, by: Person) -> Activity:
    """Put something to do on the plan of its customer."""
    activity = activities.create(_plan_for(lead), values, by=by)
    lead.activity_id = activity.id
    _close(lead, LeadStatus.BECAME_ACTIVITY, by=by)
    return activity


def plan_of(lead: Lead) -> Plan | None:
    """The open plan of the customer that it is of."""
    plan = plans.current(lead.customer_id) if lead.customer_id is not None else None
    return plan if plan is not None and plan.is_open else None


def _plan_for(lead: Lead) -> Plan:
    _lock_open(lead)
    plan = plan_of(lead)
    if plan is None:
        raise Refused("There is no open plan of its customer. Begin one first.")
    return plan


def _lock_open(lead: Lead) -> None:
    lock(lead)
    if not lead.is_open or lead.erased_on is not None:
        raise Refused("This lead is closed already.")


def _close(lead: Lead, status: LeadStatus, *, by: Person) -> None:
    lead.status, lead.closed_on = status, clock.today()
    events.record("adopted", lead, by=by, changes=events.changes_of(lead))
