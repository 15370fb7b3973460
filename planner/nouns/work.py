"""What the members of a plan work on."""

from flask_babel import ngettext

from planner.access import Permission
from planner.actions.plan import activities, conversations, ideas, questions, reviews
from planner.business_cases import actions as business_cases
from planner.models import (
    Activity,
    BusinessCase,
    Conversation,
    Entry,
    Idea,
    Question,
    Review,
    SponsorRequest,
)
from planner.nouns.kept import Kept
from planner.nouns.noun import Noun, Page, Section
from planner.queries.plan import ideas as idea_rows, questions as question_rows
from planner.sponsor_requests import actions as sponsor_requests
from planner.translation import lazy as _

ACTIVITY = Noun(
    "activity",
    Activity,
    many=_("Activities"),
    happened={
        "created": _("Activity added"),
        "updated": _("Activity changed"),
        "assigned": _("Activity handed on"),
        "cancelled": _("Activity cancelled"),
        "claimed": _("Activity taken"),
        "finished": _("Activity done"),
        "released": _("Activity put back into the pool"),
        "reopened": _("Activity reopened"),
        "deleted": _("Activity deleted"),
    },
    section=Section(
        "plan/activities/_list.html",
        lambda page: page.activities,
        _("Activities"),
        count=lambda shown: len(shown.unfinished),
        column="whole",
    ),
    also_in=("deals", "questions", "what_now"),
    page=Page("activities.show", frozenset({"contact", "deal", "goal", "request"})),
    count_changed=lambda n: ngettext("%(num)d activity changed", "%(num)d activities changed", n),
    needs=Permission.WORK_ON_PLAN,
    needs_for={
        "claimed": Permission.WORK_ON_ACTIVITY,
        "finished": Permission.WORK_ON_ACTIVITY,
        "released": Permission.WORK_ON_ACTIVITY,
    },
    update=activities.update,
    fixed=frozenset({"claimed_on", "created_by", "created_on", "done_on", "review"}),
    as_of_day=True,
    kept_for=Kept(
        _("Activities"), _("To know who does what until when"), (Permission.SEE_ACTIVITY,)
    ),
)

CONVERSATION = Noun(
    "conversation",
    Conversation,
    many=_("Conversations"),
    happened={
        "created": _("Topic added"),
        "updated": _("Topic changed"),
        "deleted": _("Topic deleted"),
    },
    section=Section(
        "plan/conversations/_list.html",
        lambda page: page.conversations,
        _("Conversations"),
        count=lambda shown: len(shown.rows),
        column="whole",
    ),
    also_in=("what_now",),
    page=Page("conversations.show", frozenset({"activity", "contact", "entry", "goal"})),
    needs=Permission.WORK_ON_PLAN,
    update=conversations.update,
    as_of_day=True,
)

ENTRY = Noun(
    "entry",
    Entry,
    many=_("Talks"),
    happened={
        "created": _("Talk written down"),
        "updated": _("Talk changed"),
        "deleted": _("Talk deleted"),
    },
    also_in=("conversations", "what_now"),
    count_changed=lambda n: ngettext(
        "%(num)d talk was written down", "%(num)d talks were written down", n
    ),
    part_of=CONVERSATION,
    needs=Permission.WORK_ON_PLAN,
    update=conversations.update_entry,
    fixed=frozenset({"author"}),
    as_of_day=True,
    kept_for=Kept(
        _("Talks with the customer"), _("So that both sides know where each topic stands")
    ),
)

_THOUGHTS = Kept(
    _("Ideas, open questions and business cases"),
    _("To bring the customer something new, and to know whom to ask about it"),
)

IDEA = Noun(
    "idea",
    Idea,
    many=_("Ideas"),
    happened={
        "created": _("Idea proposed"),
        "updated": _("Idea changed"),
        "adopted": _("Idea adopted"),
        "rejected": _("Idea rejected"),
        "deleted": _("Idea deleted"),
    },
    section=Section(
        "plan/ideas/_list.html", lambda page: idea_rows.of_plan(page.plan.id), _("Ideas")
    ),
    count_changed=lambda n: ngettext("%(num)d idea changed", "%(num)d ideas changed", n),
    needs=Permission.WORK_ON_PLAN,
    update=ideas.update,
    fixed=frozenset({"adopted_by", "decided_on", "on", "proposed_by"}),
    as_of_day=True,
    kept_for=_THOUGHTS,
)

QUESTION = Noun(
    "question",
    Question,
    many=_("Questions"),
    happened={
        "created": _("Question asked"),
        "updated": _("Question changed"),
        "answered": _("Question answered"),
        "deleted": _("Question deleted"),
    },
    section=Section(
        "plan/questions/_list.html",
        lambda page: question_rows.of_plan(page.plan.id),
        _("Open questions"),
    ),
    count_changed=lambda n: ngettext(
        "%(num)d open question changed", "%(num)d open questions changed", n
    ),
    needs=Permission.WORK_ON_PLAN,
    update=questions.update,
    fixed=frozenset({"activity", "answered_on", "asked_by", "on"}),
    as_of_day=True,
    kept_for=_THOUGHTS,
)

REVIEW = Noun(
    "review",
    Review,
    many=_("Reviews"),
    happened={
        "created": _("Review added"),
        "updated": _("Review changed"),
        "cancelled": _("Review cancelled"),
        "held": _("Review held"),
        "deleted": _("Review deleted"),
    },
    section=Section(
        "plan/reviews/_list.html",
        lambda page: page.reviews,
        _("Reviews"),
        count=lambda shown: len(shown.rows) + len(shown.ahead),
    ),
    also_in=("what_now",),
    page=Page("reviews.show", frozenset({"activity", "contract", "deal", "question"})),
    needs=Permission.WORK_ON_PLAN,
    update=reviews.write,
    fixed=frozenset({"attendees", "by", "decisions", "on", "status"}),
    kept_for=Kept(_("Reviews of the plan"), _("To steer together")),
)

BUSINESS_CASE = Noun(
    "business_case",
    BusinessCase,
    many=_("Business cases"),
    happened={
        "created": _("Business case added"),
        "updated": _("Business case changed"),
        "deleted": _("Business case deleted"),
    },
    needs=Permission.WORK_ON_PLAN,
    as_of_day=True,
    update=business_cases.update,
    fixed=frozenset({"author", "flows", "on"}),
    kept_for=_THOUGHTS,
)

SPONSOR_REQUEST = Noun(
    "sponsor_request",
    SponsorRequest,
    many=_("Sponsor requests"),
    happened={
        "created": _("Sponsor asked"),
        "updated": _("Sponsor request changed"),
        "deleted": _("Sponsor request deleted"),
    },
    needs=Permission.WORK_ON_PLAN,
    as_of_day=True,
    update=sponsor_requests.update,
    fixed=frozenset({"answered_on", "asked_by", "on", "sponsor", "status"}),
    kept_for=Kept(
        _("Calls on an executive sponsor"), _("For a rethink at the customer, or a robust no")
    ),
)
