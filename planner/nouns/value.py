"""What an offer is worth to the customer in money."""

from planner.access import Permission
from planner.business_cases import actions as business_cases
from planner.business_cases.queries import case_rows
from planner.models import Assumption, BusinessCase, CaseLink, Flow, Scenario, ValueRequest
from planner.nouns.hand import Hand
from planner.nouns.kept import FOR_THOUGHTS, Kept
from planner.nouns.noun import Noun, Page, Section
from planner.nouns.tabs import Tab
from planner.queries.plan import counts
from planner.translation import lazy as _
from planner.value_requests.queries import value_requests as value_request_rows

BUSINESS_CASE = Noun(
    "business_case",
    BusinessCase,
    many=_("Business cases"),
    happened={
        "created": _("Business case added"),
        "updated": _("Business case changed"),
        "deleted": _("Business case deleted"),
    },
    section=Section(
        Tab.VALUE,
        "business_cases/_list.html",
        lambda page: case_rows.cases_of_plan(page.plan.id),
        count=counts.count_of_plan(BusinessCase),
    ),
    page=Page(
        "business_cases.show", frozenset({"assumption", "case_link", "contact", "flow", "scenario"})
    ),
    views=("business_cases.views.business_cases",),
    needs=Permission.WORK_ON_PLAN,
    as_of_day=True,
    update=business_cases.update,
    fixed=frozenset({"author", "on"}),
    hand=Hand("author", dated="on"),
    kept_for=FOR_THOUGHTS,
)

FLOW = Noun(
    "flow",
    Flow,
    many=_("Lines of business cases"),
    happened={
        "created": _("Line of a business case added"),
        "updated": _("Line of a business case changed"),
        "deleted": _("Line of a business case deleted"),
    },
    also_in=("business_cases",),
    views=("business_cases.views.flows",),
    part_of=BUSINESS_CASE,
    needs=Permission.WORK_ON_PLAN,
    as_of_day=True,
    update=business_cases.update_flow,
    fixed=frozenset({"business_case"}),
    kept_for=FOR_THOUGHTS,
)

SCENARIO = Noun(
    "scenario",
    Scenario,
    many=_("Scenarios"),
    happened={
        "created": _("Scenario added"),
        "updated": _("Scenario changed"),
        "deleted": _("Scenario deleted"),
    },
    views=("business_cases.views.scenarios",),
    part_of=BUSINESS_CASE,
    needs=Permission.WORK_ON_PLAN,
    as_of_day=True,
    update=business_cases.update_scenario,
    fixed=frozenset({"business_case"}),
    kept_for=FOR_THOUGHTS,
)

ASSUMPTION = Noun(
    "assumption",
    Assumption,
    many=_("Assumptions"),
    happened={
        "created": _("Assumption written down"),
        "updated": _("Assumption changed"),
        "deleted": _("Assumption deleted"),
    },
    views=("business_cases.views.assumptions",),
    part_of=BUSINESS_CASE,
    needs=Permission.WORK_ON_PLAN,
    as_of_day=True,
    update=business_cases.update_assumption,
    fixed=frozenset({"business_case"}),
    hand=Hand(named=frozenset({"person"})),
    kept_for=FOR_THOUGHTS,
)

CASE_LINK = Noun(
    "case_link",
    CaseLink,
    many=_("Pages for the customer"),
    happened={
        "created": _("Business case opened for the customer"),
        "updated": _("Page for the customer changed"),
        "deleted": _("Business case closed for the customer"),
    },
    views=("business_cases.views.case_links",),
    part_of=BUSINESS_CASE,
    needs=Permission.WORK_ON_PLAN,
    kept_for=Kept(
        _("Who has opened a business case for the customer, and until when"),
        _("So that the customer can calculate with it, and no longer than meant"),
    ),
)

VALUE_REQUEST = Noun(
    "value_request",
    ValueRequest,
    many=_("Requests for a value specialist"),
    happened={
        "created": _("Value specialist asked for"),
        "updated": _("Request for a value specialist changed"),
        "accepted": _("Value specialist has taken it"),
        "declined": _("Value specialist has declined"),
        "deleted": _("Request for a value specialist withdrawn"),
    },
    section=Section(
        Tab.VALUE,
        "value_requests/_list.html",
        lambda page: value_request_rows.value_requests_of_plan(page.plan.id),
    ),
    views=("value_requests.views.value_requests", "value_requests.views.value_inbox"),
    needs=Permission.WORK_ON_PLAN,
    final=frozenset({"accepted", "declined"}),
    as_of_day=True,
    kept_for=Kept(
        _("Which value specialist was asked for, by whom, and what they answered"),
        _("So that a request gets an answer"),
    ),
)

OF_VALUE = (BUSINESS_CASE, FLOW, SCENARIO, ASSUMPTION, CASE_LINK, VALUE_REQUEST)
