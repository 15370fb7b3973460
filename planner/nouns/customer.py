"""A customer, and what outlasts its plans."""

from planner.access import Permission
from planner.actions.plan import contacts, customers, potentials
from planner.contracts import actions as contracts
from planner.contracts.queries import contract_cards
from planner.handovers import actions as handovers
from planner.handovers.queries import handover_cards
from planner.models import (
    Contact,
    Contract,
    Customer,
    Handover,
    MergedCustomer,
    Potential,
    Promise,
    StageMove,
)
from planner.nouns.hand import Hand
from planner.nouns.kept import WITH_CUSTOMER, Kept
from planner.nouns.noun import Noun, Section
from planner.nouns.tabs import Tab
from planner.queries.plan import contacts as contact_rows, counts
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
    also_in=("deals", "facts", "potentials", "sides"),
    views=(
        "views.plan.customers",
        "views.plan.customer_deletions",
        "views.plan.new_customers",
    ),
    needs=Permission.WORK_ON_CUSTOMER,
    needs_for={"deleted": Permission.CLEAR_UP_CUSTOMERS},
    final=frozenset({"created", "updated"}),
    carries=frozenset({"deleted"}),
    update=customers.update,
    fixed=frozenset({"owner"}),
    hand=Hand(done=frozenset({"owner"})),
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
        "erased": _("Data of a contact erased"),
        "disclosed": _("Data of a contact disclosed"),
    },
    section=Section(
        Tab.PEOPLE,
        "plan/contacts/_list.html",
        lambda page: contact_rows.contacts_of_customer(page.plan.customer_id, page.plan.id),
        count=counts.count_of_customer(Contact),
    ),
    also_in=("contracts",),
    also_on=("handovers.show",),
    views=("views.plan.contacts",),
    needs=Permission.WORK_ON_CUSTOMER,
    final=frozenset({"erased", "disclosed"}),
    update=contacts.update,
    as_of_day=True,
    hand=Hand(named=frozenset({"known_by"})),
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
        Tab.VALUE,
        "plan/potentials/_list.html",
        lambda page: page.potentials,
        count=counts.count_of_customer(Potential),
        also=("members",),
    ),
    also_in=("what_now",),
    also_on=("planning.show",),
    views=("views.plan.potentials",),
    needs=Permission.WORK_ON_CUSTOMER,
    update=potentials.update,
    as_of_day=True,
    kept_for=Kept(
        _("Who else sells to a customer, and how much"),
        _("To see where there is room for us"),
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
        WITH_CUSTOMER,
    ),
)

_CONTRACTS = Kept(
    _("Contracts and handovers"),
    _("So that nobody falls into a gap after the signature"),
    (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
    WITH_CUSTOMER,
    beside=("signature_findings",),
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
        Tab.RENEWALS,
        "contracts/_list.html",
        lambda page: contract_cards.cards_of_plan(page.plan, page.reader),
        count=counts.count_of_customer(Contract),
    ),
    also_in=("activities", "deals", "facts", "handovers", "what_now"),
    also_on=("contracts.show", "handovers.show"),
    views=(
        "contracts.views.contracts",
        "contracts.views.developments",
        "contracts.views.renewals",
        "contracts.views.terminations",
    ),
    needs=Permission.WORK_ON_CUSTOMER,
    as_of_day=True,
    update=contracts.update,
    fixed=frozenset({"accepted_on", "handed_on", "handed_to", "won_by"}),
    hand=Hand(
        done=frozenset({"won_by", "handed_to", "handed_on", "accepted_on"}),
        marks=("won_by", "handed_to", "accepted_on"),
    ),
    kept_for=_CONTRACTS,
)

PROMISE = Noun(
    "promise",
    Promise,
    many=_("Promises"),
    happened={
        "created": _("Promise written down"),
        "updated": _("Promise changed"),
        "deleted": _("Promise deleted"),
    },
    also_in=("handovers",),
    also_on=("handovers.show",),
    views=("handovers.views.promises",),
    part_of=CONTRACT,
    needs=Permission.WORK_ON_CUSTOMER,
    as_of_day=True,
    update=handovers.update_promise,
    fixed=frozenset({"contract"}),
    hand=Hand(named=frozenset({"owner"})),
    kept_for=_CONTRACTS,
)

HANDOVER = Noun(
    "handover",
    Handover,
    many=_("Handovers"),
    happened={
        "created": _("Customer proposed to who takes over"),
        "updated": _("Handover changed"),
        "accepted": _("Customer taken over"),
        "sent_back": _("Handover sent back"),
        "deleted": _("Proposal deleted"),
    },
    section=Section(
        Tab.RENEWALS,
        "handovers/_list.html",
        lambda page: handover_cards.cards_of_plan(page.plan, page.reader),
    ),
    also_in=("facts",),
    also_on=("handovers.show",),
    views=("handovers.views.handovers",),
    part_of=CONTRACT,
    needs=Permission.BEGIN_PLAN,
    by_oneself=frozenset({"accepted", "sent_back"}),
    leads=frozenset({"accepted"}),
    check_undo=handovers.check_undo,
    as_of_day=True,
    hand=Hand(done=frozenset({"to"}), never=True),
    kept_for=_CONTRACTS,
)

MERGED_CUSTOMER = Noun(
    "merged_customer",
    MergedCustomer,
    happened={
        "created": _("Customer merged into this one"),
        "updated": _("Customer merged on"),
        "deleted": _("Merging undone"),
    },
    views=("views.plan.customer_mergings",),
    needs=Permission.CLEAR_UP_CUSTOMERS,
)

STAGE_MOVE = Noun(
    "stage_move",
    StageMove,
    many=_("Stages"),
    happened={
        "created": _("Customer moved to another stage"),
        "updated": _("Move to another stage changed"),
        "deleted": _("Move to another stage undone"),
    },
    also_in=("facts",),
    views=("stages.views.stages",),
    as_of_day=True,
    needs=Permission.WORK_ON_CUSTOMER,
    hand=Hand(done=frozenset({"by", "on"}), marks=("by",)),
    kept_for=Kept(
        _("Which stages a customer has come through, and who moved it there when and why"),
        _("To know where the customer stands, and since when"),
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
        WITH_CUSTOMER,
    ),
)

OF_CUSTOMER = (
    *(POTENTIAL, CONTACT, HANDOVER, CONTRACT, PROMISE),
    *(CUSTOMER, STAGE_MOVE, MERGED_CUSTOMER),
)
