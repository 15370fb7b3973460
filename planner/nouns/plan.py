"""A plan, and who keeps it together."""

from flask_babel import ngettext

from planner.access import Permission
from planner.actions.plan import plans
from planner.models import Comment, Member, Plan, PlaybookUse, Request, StoredRating, SymptomAnswer
from planner.nouns.kept import FOR_PLAYBOOKS, Kept
from planner.nouns.noun import Noun, Page, Section
from planner.translation import lazy as _

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
    also_in=("beside", "header", "members", "what_now"),
    page=Page("plans.show"),
    needs=Permission.WORK_ON_PLAN,
    needs_for={"activated": Permission.STEER},
    by_oneself=frozenset({"agreed"}),
    final=frozenset({"created", "closed"}),
    update=plans.update,
    fixed=frozenset({"activated_on", "status"}),
    as_of_day=True,
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
    section=Section("plan/members/_list.html", lambda page: page.members, column="whole"),
    also_in=("header", "requests", "potentials", "what_now"),
    count_changed=lambda n: ngettext("%(num)d member changed", "%(num)d members changed", n),
    needs=Permission.STEER,
    needs_for={"agreed": Permission.WORK_ON_PLAN},
    by_oneself=frozenset({"agreed"}),
    as_of_day=True,
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
    section=Section("plan/requests/_list.html", lambda page: page.requests, column="whole"),
    also_in=("activities", "members", "what_now"),
    needs=Permission.STEER,
    needs_for={"created": Permission.SEE_PLAN, "deleted": Permission.SEE_PLAN},
    by_oneself=frozenset({"created", "deleted"}),
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
    needs=Permission.WORK_ON_PLAN,
    kept_for=FOR_PLAYBOOKS,
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
    kept_for=_RATED,
)
