"""A customer, and what outlasts its plans."""

from planner.access import Permission
from planner.actions.plan import contacts, customers, potentials
from planner.contracts import actions as contracts, queries as contract_rows
from planner.models import Contact, Contract, Customer, MergedCustomer, Potential
from planner.nouns.kept import WITH_CUSTOMER, Kept
from planner.nouns.noun import Noun, Section
from planner.queries.plan import contacts as contact_rows
from planner.translation import lazy as _

CUSTOMER = Noun(
    "customer",
    Customer,
    many=_("Customer"),
    happened={
        "created": _("Customer added"),
        "updated": _("Customer changed"),
        "deleted": _("Customer deleted"),
    },
    also_in=("deals", "potentials"),
    needs=Permission.WORK_ON_CUSTOMER,
    needs_for={"deleted": Permission.CLEAR_UP_CUSTOMERS},
    final=frozenset({"created", "updated"}),
    carries=frozenset({"deleted"}),
    update=customers.update,
    fixed=frozenset({"owner"}),
    kept_for=Kept(
        _("Customers and their owner"),
        _("To know who answers for the customer"),
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
        _("As long as the customer"),
    ),
)

CONTACT = Noun(
    "contact",
    Contact,
    many=_("Contacts"),
    happened={
        "created": _("Contact added"),
        "updated": _("Contact changed"),
        "deleted": _("Contact deleted"),
    },
    section=Section(
        "plan/contacts/_list.html",
        lambda page: contact_rows.of_customer(page.plan.customer_id, page.plan.id),
        _("Contacts"),
        column="second",
    ),
    needs=Permission.WORK_ON_CUSTOMER,
    update=contacts.update,
    as_of_day=True,
)

POTENTIAL = Noun(
    "potential",
    Potential,
    many=_("Potentials"),
    happened={
        "created": _("Potential added"),
        "updated": _("Potential changed"),
        "deleted": _("Potential deleted"),
    },
    section=Section(
        "plan/potentials/_list.html",
        lambda page: page.potentials,
        _("Potential"),
        also=("members",),
        column="second",
    ),
    also_in=("what_now",),
    needs=Permission.WORK_ON_CUSTOMER,
    update=potentials.update,
    as_of_day=True,
)

CONTRACT = Noun(
    "contract",
    Contract,
    many=_("Contracts"),
    happened={
        "created": _("Contract added"),
        "updated": _("Contract changed"),
        "deleted": _("Contract deleted"),
    },
    section=Section(
        "contracts/_list.html",
        lambda page: contract_rows.of_customer(page.plan.customer_id),
        _("Contracts"),
        column="second",
    ),
    needs=Permission.WORK_ON_CUSTOMER,
    as_of_day=True,
    update=contracts.update,
    fixed=frozenset({"accepted_on", "handed_on", "handed_to", "won_by"}),
    kept_for=Kept(
        _("Contracts and handovers"),
        _("So that nobody falls into a gap after the signature"),
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
        WITH_CUSTOMER,
    ),
)

MERGED_CUSTOMER = Noun(
    "merged_customer",
    MergedCustomer,
    happened={
        "created": _("Customer merged into this one"),
        "updated": _("Customer merged on"),
        "deleted": _("Merging undone"),
    },
    needs=Permission.CLEAR_UP_CUSTOMERS,
)
