"""A plan, and who keeps it together."""

from flask_babel import ngettext

from planner.access import Permission
from planner.actions.plan import plans
from planner.models import (
    Comment,
    Member,
    Plan,
    PlanningSession,
    PlaybookUse,
    Postponement,
    Request,
    StoredRating,
    SymptomAnswer,
)
from planner.nouns.hand import Hand
from planner.nouns.kept import FOR_PLAYBOOKS, Kept
from planner.nouns.noun import Noun, Page, Section
from planner.nouns.tabs import Tab
from planner.queries.plan import counts
from planner.translation import lazy as _
from planner.work_list import actions as postponements

_TOGETHER = Kept(
    _("Plans and their members"),
    _("To know who keeps the customer together with whom, and since when"),
    beside=("plan_people",),
)

PLAN = Noun(
    "plan",
    Plan,
    many=_("Plan"),
    happened={
        "created": _("Plan drafted"),
        "updated": _("Plan changed"),
        "activated": _("Plan begun"),
        "agreed": _("Every member has agreed to the plan"),
        "closed": _("Plan closed"),
        "deleted": _("Plan deleted"),
    },
    also_in=("beside", "header", "maturity", "members", "sides", "what_now"),
    page=Page("plans.show"),
    views=("views.plan.plans", "views.plan.plan_tabs"),
    needs=Permission.WORK_ON_PLAN,
    needs_for={"activated": Permission.STEER},
    by_oneself=frozenset({"agreed"}),
    final=frozenset({"created", "closed"}),
    update=plans.update,
    fixed=frozenset({"activated_on", "status"}),
    as_of_day=True,
    hand=Hand(done=frozenset({"status", "activated_on"})),
    kept_for=_TOGETHER,
)

MEMBER = Noun(
    "member",
    Member,
    many=_("Members"),
    happened={
        "created": _("Member added"),
        "joined": _("Member joined"),
        "updated": _("Membership changed"),
        "agreed": _("Agreed to the plan"),
        "left": _("Member left"),
        "deleted": _("Membership deleted"),
    },
    section=Section(
        Tab.PEOPLE,
        "plan/members/_list.html",
        lambda page: page.members,
        count=counts.count_of_plan(Member, Member.left_on.is_(None)),
    ),
    also_in=(
        *("goals_glance", "header", "involvement_exceptions", "requests", "potentials"),
        *("facts", "sides", "what_now"),
    ),
    also_on=(
        "handovers.show",
        "planning.index",
        "planning.show",
        "reviews.edit_minutes",
        "reviews.show_printed_review",
    ),
    views=("views.plan.members",),
    count_changed=lambda n: ngettext("%(num)d member changed", "%(num)d members changed", n),
    needs=Permission.STEER,
    needs_for={"agreed": Permission.WORK_ON_PLAN},
    by_oneself=frozenset({"agreed"}),
    as_of_day=True,
    hand=Hand(
        "person",
        dated="joined_on",
        decided=frozenset({"agreed_on", "left_on", "via"}),
        marks=("agreed_on",),
    ),
    kept_for=_TOGETHER,
)

REQUEST = Noun(
    "request",
    Request,
    many=_("Requests"),
    happened={
        "created": _("Request made"),
        "updated": _("Request changed"),
        "accepted": _("Request accepted"),
        "declined": _("Request declined"),
        "deleted": _("Request withdrawn"),
    },
    section=Section(
        Tab.PEOPLE,
        "plan/requests/_list.html",
        lambda page: page.requests,
    ),
    also_in=("activities", "deals", "members", "what_now"),
    views=("views.plan.requests",),
    needs=Permission.STEER,
    needs_for={"created": Permission.SEE_PLAN, "deleted": Permission.SEE_PLAN},
    by_oneself=frozenset({"created", "deleted"}),
    hand=Hand("person", never=True),
    kept_for=Kept(
        _("Requests to join, to be introduced, for an activity"),
        _("So that a request gets an answer"),
    ),
)

PLAYBOOK_USE = Noun(
    "playbook_use",
    PlaybookUse,
    many=_("Playbooks used"),
    happened={
        "created": _("Playbook used"),
        "deleted": _("Use of a playbook withdrawn"),
    },
    views=("playbooks.views.playbook_uses",),
    needs=Permission.WORK_ON_PLAN,
    kept_for=FOR_PLAYBOOKS,
)

PLANNING_SESSION = Noun(
    "planning_session",
    PlanningSession,
    many=_("Planning together"),
    happened={
        "created": _("Planning together begun"),
        "finished": _("Planning together finished"),
        "deleted": _("Planning together deleted"),
    },
    also_on=("planning.index", "planning.show"),
    views=(
        "planning.views.planning",
        "planning.views.planning_rows",
        "planning.views.planning_signatures",
        "planning.views.planning_endings",
    ),
    needs=Permission.WORK_ON_PLAN,
    final=frozenset({"created", "finished"}),
    kept_for=Kept(
        _("Sessions of planning together"),
        _("To go on where both sides left off"),
        (Permission.WORK_ON_PLAN,),
        _("As long as the plan"),
    ),
)

POSTPONEMENT = Noun(
    "postponement",
    Postponement,
    many=_("Steps put off"),
    happened={
        "created": _("Next step put off"),
        "updated": _("Next step put off anew"),
        "deleted": _("Next step taken up again"),
    },
    views=("work_list.views.postponements",),
    needs=Permission.WORK_ON_PLAN,
    by_oneself=frozenset({"created", "updated", "deleted"}),
    update=postponements.update,
    fixed=frozenset({"person", "on"}),
    kept_for=Kept(
        _("Which next step somebody has put off, until when and why"),
        _("So that it comes back to them on that day"),
        (Permission.SEE_PLAN,),
        _("As long as the plan"),
    ),
)

COMMENT = Noun(
    "comment",
    Comment,
    happened={
        "created": _("Comment written"),
        "updated": _("Comment changed"),
        "deleted": _("Comment deleted"),
    },
    also_in=("beside",),
    also_on=("contracts.show", "handovers.show"),
    views=("views.plan.comments",),
    count_changed=lambda n: ngettext("%(num)d comment", "%(num)d comments", n),
    needs=Permission.WORK_ON_PLAN,
    by_oneself=frozenset({"created", "updated", "deleted"}),
    kept_for=Kept(
        _("Comments on items of the plan"),
        _("To talk about an item where everybody on the plan reads it"),
        (Permission.SEE_COMMENTS,),
    ),
)

_RATED = Kept(
    _("Ratings of the collaboration, and the answers to symptoms"),
    _("To see what holds a plan where it is. Rated is the plan, never a person."),
    (Permission.SEE_RATING, Permission.SEE_MATURITY),
    _("As long as the plan; an answer until the next one takes its place"),
)

RATING = Noun(
    "rating",
    StoredRating,
    happened={
        "changed": _("Another age"),
    },
    also_in=("maturity", "what_now"),
    also_on=("planning.show",),
    kept_for=_RATED,
)

SYMPTOM_ANSWER = Noun(
    "symptom_answer",
    SymptomAnswer,
    happened={
        "created": _("Symptom answered"),
        "updated": _("Answer to a symptom changed"),
        "deleted": _("Answer to a symptom lapsed or withdrawn"),
    },
    also_in=("maturity", "what_now"),
    views=("views.maturity.maturity",),
    kept_for=_RATED,
)

OF_PLAN = (
    COMMENT,
    MEMBER,
    REQUEST,
    RATING,
    SYMPTOM_ANSWER,
    PLAYBOOK_USE,
    PLANNING_SESSION,
    POSTPONEMENT,
)
"""Of what belongs to a plan; its own comes first of all."""
