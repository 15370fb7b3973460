"""When a specialist must be on a plan, and who came by that.

Plan files say that somebody joined by policy, and nothing of the rules: these are the
organisation's, which no file of a plan changes.
"""

from planner.access import Permission
from planner.involvement.queries import involvements
from planner.models import Involvement, InvolvementException, InvolvementRule
from planner.nouns.kept import WITH_CUSTOMER, Kept
from planner.nouns.noun import Noun, Section
from planner.nouns.tabs import Tab
from planner.translation import lazy as _

INVOLVEMENT_RULE = Noun(
    "involvement_rule",
    InvolvementRule,
    happened={
        "created": _("Rule of involvement added"),
        "updated": _("Rule of involvement changed"),
    },
    also_in=("involvement_exceptions",),
    views=("involvement.views.involvement_rules",),
    needs=Permission.ADMINISTER,
    final=frozenset({"created", "updated"}),
    kept_for=Kept(
        _("Rules of involvement, and who is the desk of a field"),
        _("So that a specialist is on each plan that needs one"),
        (Permission.ADMINISTER, Permission.SEE_AUDIT),
        _("As long as the organisation keeps it"),
    ),
)

INVOLVEMENT = Noun(
    "involvement",
    Involvement,
    many=_("Involvement by policy"),
    happened={
        "created": _("Wanted on the plan by policy"),
        "updated": _("Involvement by policy changed"),
        "accepted": _("Has come by policy"),
        "declined": _("Has declined to come by policy"),
        "deleted": _("Involvement by policy deleted"),
    },
    also_in=("involvement_exceptions", "members"),
    views=("involvement.views.involvements",),
    kept_for=Kept(
        _("Who was wanted on a plan by a rule, why it was that person, and what they answered"),
        _("So that a specialist is on each plan that needs one, and nobody is asked again"),
    ),
)

INVOLVEMENT_EXCEPTION = Noun(
    "involvement_exception",
    InvolvementException,
    many=_("Exceptions from involvement"),
    happened={
        "created": _("Exception from involvement made"),
        "updated": _("Exception from involvement changed"),
        "deleted": _("Exception from involvement ended"),
    },
    section=Section(
        Tab.PEOPLE,
        "involvement/exceptions/_list.html",
        lambda page: involvements.asked_on_plan(page.plan.id, page.plan.customer_id),
    ),
    views=("involvement.views.involvement_exceptions",),
    needs=Permission.EXCEPT_FROM_POLICY,
    kept_for=Kept(
        _("Where no rule of involvement holds, and why"),
        _("So that a lead can decide otherwise, and everybody on the plan knows the reason"),
        how_long=WITH_CUSTOMER,
    ),
)
