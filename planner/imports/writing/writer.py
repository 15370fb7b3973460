"""Writes all records of an export in one go."""

from planner.imports.collecting import with_collecting_customers
from planner.imports.portfolio import Portfolio
from planner.imports.records import Records
from planner.imports.writing import organisation
from planner.imports.writing.activities import Activities
from planner.imports.writing.contacts import Contacts
from planner.imports.writing.deals import Deals
from planner.imports.writing.journal import Journal
from planner.imports.writing.members import Members
from planner.imports.writing.omissions import note_omissions
from planner.imports.writing.organisation import Organisation
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
    outcome = Outcome(read=records.findings, advance=advance)
    note_omissions(records, outcome)
    records = with_collecting_customers(records)
    portfolio = Portfolio(records)
    written = organisation.write_organisation(records, portfolio, outcome)
    journal = Journal()
    plans = Plans(records, journal, outcome)
    Contacts(records, written, journal, outcome).write()
    deals = Deals(records, written, plans, journal, outcome)
    deals.place()
    plans.write()
    members = Members(records, journal, outcome)
    _write_members(records, written, portfolio, plans, members)
    deals.write()
    _write_activities(Activities(records, written, deals, journal, outcome, by), plans, members)
    journal.write()
    return outcome


def _write_activities(activities: Activities, plans: Plans, members: Members) -> None:
    places = activities.plans(plans)
    plans.write()
    for plan, person in activities.owners(places):
        members.join(plan, [person])
    members.write()
    activities.write(places)


def _write_members(
    records: Records, written: Organisation, portfolio: Portfolio, plans: Plans, members: Members
) -> None:
    for record in records.customers:
        plan = plans.find(written.customers[record.key])
        if plan is not None:
            sellers = portfolio.sellers_of(record)
            members.join(plan, [written.people[key] for key in sellers])
    members.write()
