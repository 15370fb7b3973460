"""What the members of a plan want: goals, who stands by them, and planned deals."""

from flask_babel import ngettext

from planner.access import Permission
from planner.actions.plan import deals, goals
from planner.models import Commitment, Deal, Goal
from planner.models.kinds import DealStatus
from planner.nouns.hand import Hand
from planner.nouns.kept import Kept
from planner.nouns.noun import Glance, Noun, Page, Section
from planner.nouns.tabs import Tab
from planner.queries.plan import counts
from planner.queries.plan.glances.deals import deals_glance
from planner.queries.plan.glances.goals import goals_glance
from planner.translation import lazy as _

_WANTED = Kept(
    _("Goals, signatures and planned deals"),
    _("To know what is wanted together, and who stands by it"),
)

GOAL = Noun(
    "goal",
    Goal,
    many=_("Goals"),
    happened={
        "created": _("Goal added"),
        "updated": _("Goal changed"),
        "deleted": _("Goal deleted"),
    },
    section=Section(
        Tab.GOALS,
        "plan/goals/_list.html",
        lambda page: page.goals,
        count=counts.count_of_plan(Goal),
        glance=Glance("plan/goals/_glance.html", goals_glance),
    ),
    also_in=("activities", "deals", "what_now"),
    page=Page("goals.show", frozenset({"commitment"})),
    also_on=("planning.show",),
    views=("views.plan.goals",),
    count_changed=lambda n: ngettext("%(num)d goal changed", "%(num)d goals changed", n),
    needs=Permission.WORK_ON_PLAN,
    update=goals.update,
    as_of_day=True,
    kept_for=_WANTED,
)

COMMITMENT = Noun(
    "commitment",
    Commitment,
    many=_("Signatures"),
    happened={
        "created": _("Goal signed"),
        "updated": _("Signature changed"),
        "asked_again": _("Signature asked for again"),
        "deleted": _("Signature withdrawn"),
    },
    also_in=("goals", "what_now"),
    also_on=("planning.show",),
    count_changed=lambda n: ngettext("%(num)d signature changed", "%(num)d signatures changed", n),
    part_of=GOAL,
    needs=Permission.SIGN,
    by_oneself=frozenset({"created", "updated", "deleted"}),
    as_of_day=True,
    hand=Hand("person", dated="on", marks=("person", "on", "target")),
    kept_for=_WANTED,
)

DEAL = Noun(
    "deal",
    Deal,
    many=_("Planned deals"),
    happened={
        "created": _("Planned deal added"),
        "updated": _("Planned deal changed"),
        "deleted": _("Planned deal deleted"),
    },
    section=Section(
        Tab.GOALS,
        "plan/deals/_list.html",
        lambda page: page.deals,
        count=counts.count_of_plan(Deal, Deal.status == DealStatus.PLANNED),
        glance=Glance("plan/deals/_glance.html", deals_glance),
    ),
    also_in=("activities", "contracts", "facts", "what_now"),
    page=Page("deals.show", frozenset({"activity", "goal"})),
    also_on=("contracts.show", "planning.show"),
    views=("views.plan.deals",),
    count_changed=lambda n: ngettext(
        "%(num)d planned deal changed", "%(num)d planned deals changed", n
    ),
    needs=Permission.WORK_ON_PLAN,
    update=deals.update,
    fixed=frozenset({"decided_on"}),
    as_of_day=True,
    kept_for=_WANTED,
)

OF_GOALS = (GOAL, COMMITMENT, DEAL)
