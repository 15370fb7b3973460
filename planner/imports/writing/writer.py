"""Writes all records of an export in one go."""

from planner.imports.collecting import with_collecting_customers
from planner.imports.expectations import usual_days
from planner.imports.portfolio import Portfolio
from planner.imports.records import Records
from planner.imports.scratch import chunks
from planner.imports.writing.activities import Activities
from planner.imports.writing.contacts import Contacts
from planner.imports.writing.contracts import Contracts
from planner.imports.writing.customers import Customers
from planner.imports.writing.deals import Deals
from planner.imports.writing.journal import Journal
from planner.imports.writing.members import Joining, Members
from planner.imports.writing.omissions import note_omissions
from planner.imports.writing.organisation import Organisation, write_organisation
from planner.imports.writing.outcome import Outcome
from planner.imports.writing.plans import Plans
from planner.imports.writing.progress import Advance
from planner.models import Person


def write_export(
    records: Records, *, advance: Advance = lambda _count: None, by: Person | None = None
) -> Outcome:
    """Bring everything in; the caller commits, or rolls back what was only tried. `by` stands in
    where activities name nobody.

    Raises ExportError with all problems when a record cannot be there beside what is there.
    """
    outcome = Outcome(read=records.findings, places=records.places, advance=advance)
    note_omissions(records, outcome)
    records = with_collecting_customers(records)
    portfolio = Portfolio(records)
    organisation = write_organisation(records, outcome)
    journal = Journal(records.scratch)
    customers = Customers(records, organisation.people, portfolio, journal, outcome)
    customers.write()
    Contacts(records, customers, journal, outcome).write()
    Contracts(records, customers, journal, outcome).write()
    plans = Plans(journal, outcome)
    usual = usual_days(portfolio.days_to_sign)
    deals = Deals(records, organisation, customers, plans, journal, outcome, usual=usual)
    deals.place()
    members = Members(journal, outcome)
    _join_sellers(records, organisation, customers, portfolio, plans, members)
    deals.write()
    activities = Activities(records, organisation, customers, deals, plans, journal, outcome, by)
    activities.join(members)
    activities.write()
    journal.write()
    return outcome


def _join_sellers(
    records: Records,
    organisation: Organisation,
    customers: Customers,
    portfolio: Portfolio,
    plans: Plans,
    members: Members,
) -> None:
    """Whoever owns a customer, or sold to it, is on the plan that it has."""
    for some in chunks(records.customers):
        ids = [customers.of(record.key).id for record in some]
        found = plans.found(set(ids))
        members.join(
            [
                Joining(
                    customer_id,
                    found[customer_id],
                    [organisation.people[key].id for key in portfolio.sellers_of(record)],
                )
                for record, customer_id in zip(some, ids, strict=True)
                if customer_id in found
            ]
        )
