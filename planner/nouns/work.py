"""What the members of a plan work on."""

from flask_babel import ngettext

from planner.access import Permission
from planner.actions.plan import activities, conversations, ideas, questions, reviews
from planner.models import Activity, Conversation, Entry, Idea, Question, Review, SponsorRequest
from planner.nouns.hand import Hand
from planner.nouns.kept import FOR_THOUGHTS, Kept
from planner.nouns.noun import Glance, Noun, Page, Section
from planner.nouns.tabs import Tab
from planner.queries.plan import (
    counts,
    ideas as idea_rows,
    questions as question_rows,
    sponsor_calls,
)
from planner.queries.plan.glances.activities import activities_glance
from planner.queries.plan.glances.decisions import decisions_glance
from planner.queries.plan.glances.talks import talks_glance
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
        Tab.ACTIVITIES,
        "plan/activities/_list.html",
        lambda page: page.activities,
        count=counts.count_of_plan(Activity),
        glance=Glance("plan/activities/_glance.html", activities_glance),
    ),
    also_in=(
        *("contracts", "deals", "handovers", "questions", "requests", "sponsor_requests"),
        "what_now",
    ),
    page=Page("activities.show", frozenset({"contact", "deal", "goal", "request"})),
    also_on=(
        "contracts.show",
        "handovers.show",
        "planning.show",
        "reviews.edit_minutes",
        "reviews.show_printed_review",
    ),
    views=("views.plan.activities.activities",),
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
    hand=Hand(
        "created_by",
        dated="created_on",
        named=frozenset({"assignee", "participants"}),
        decided=frozenset({"status", "assignee", "claimed_on", "done_on"}),
        marks=("created_by", "claimed_on"),
    ),
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
        Tab.TALKS,
        "plan/conversations/_list.html",
        lambda page: page.conversations,
        count=counts.talks(),
        glance=Glance("plan/conversations/_glance.html", talks_glance),
    ),
    also_in=("contracts", "facts", "handovers", "what_now"),
    page=Page("conversations.show", frozenset({"activity", "contact", "entry", "goal"})),
    views=("views.plan.talks.conversations",),
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
    also_in=("contracts", "conversations", "facts", "handovers", "what_now"),
    also_on=("contracts.show", "handovers.show"),
    views=("views.plan.talks.talks",),
    count_changed=lambda n: ngettext(
        "%(num)d talk was written down", "%(num)d talks were written down", n
    ),
    part_of=CONVERSATION,
    needs=Permission.WORK_ON_PLAN,
    update=conversations.update_entry,
    fixed=frozenset({"author"}),
    as_of_day=True,
    hand=Hand("author", named=frozenset({"participants"})),
    kept_for=Kept(
        _("Talks with the customer"), _("So that both sides know where each topic stands")
    ),
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
        Tab.VALUE,
        "plan/ideas/_list.html",
        lambda page: idea_rows.ideas_of_plan(page.plan.id),
        count=counts.count_of_plan(Idea),
        glance=Glance("plan/ideas/_glance.html", decisions_glance),
    ),
    also_on=("planning.show",),
    views=("views.plan.ideas",),
    count_changed=lambda n: ngettext("%(num)d idea changed", "%(num)d ideas changed", n),
    needs=Permission.WORK_ON_PLAN,
    update=ideas.update,
    fixed=frozenset({"adopted_by", "decided_on", "on", "proposed_by"}),
    as_of_day=True,
    hand=Hand(
        "proposed_by",
        dated="on",
        decided=frozenset({"status", "adopted_by", "decided_on"}),
        marks=("proposed_by", "adopted_by"),
    ),
    kept_for=FOR_THOUGHTS,
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
        Tab.TALKS,
        "plan/questions/_list.html",
        lambda page: question_rows.questions_of_plan(page.plan.id),
    ),
    also_in=("ideas_glance",),
    also_on=("handovers.show", "planning.show"),
    views=("views.plan.questions",),
    count_changed=lambda n: ngettext(
        "%(num)d open question changed", "%(num)d open questions changed", n
    ),
    needs=Permission.WORK_ON_PLAN,
    update=questions.update,
    fixed=frozenset({"activity", "answered_on", "asked_by", "on"}),
    as_of_day=True,
    hand=Hand("asked_by", dated="on", given=frozenset({"answered_on"})),
    kept_for=FOR_THOUGHTS,
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
        Tab.ACTIVITIES,
        "plan/reviews/_list.html",
        lambda page: page.reviews,
    ),
    also_in=("what_now",),
    page=Page("reviews.show", frozenset({"activity", "contract", "deal", "question"})),
    also_on=("reviews.edit_minutes", "reviews.index", "reviews.show_printed_review"),
    views=(
        "views.plan.reviews.reviews",
        "views.plan.reviews.planned_reviews",
    ),
    needs=Permission.WORK_ON_PLAN,
    update=reviews.write,
    fixed=frozenset({"attendees", "by", "decisions", "on", "status"}),
    hand=Hand(named=frozenset({"by", "attendees"}), marks=("by", "attendees")),
    kept_for=Kept(_("Reviews of the plan"), _("To steer together")),
)

SPONSOR_REQUEST = Noun(
    "sponsor_request",
    SponsorRequest,
    many=_("Sponsor requests"),
    happened={
        "created": _("Executive asked"),
        "updated": _("Sponsor request changed"),
        "accepted": _("Executive has accepted"),
        "assigned": _("Sponsor request passed on"),
        "declined": _("Executive has declined"),
        "finished": _("Executive has talked with the customer"),
        "deleted": _("Sponsor request deleted"),
    },
    section=Section(
        Tab.TALKS,
        "sponsor_requests/_list.html",
        lambda page: sponsor_calls.sponsor_calls_of_plan(page.plan, page.reader),
    ),
    page=Page("sponsor_requests.show", frozenset({"activity"})),
    views=("sponsor_requests.views.sponsor_requests", "sponsor_requests.views.desk"),
    needs=Permission.WORK_ON_PLAN,
    by_oneself=frozenset({"accepted", "declined", "finished"}),
    as_of_day=True,
    update=sponsor_requests.update,
    fixed=frozenset(
        {
            *("answer_reason", "answered_on", "asked_by", "on", "outcome", "result"),
            *("sponsor", "status"),
        }
    ),
    hand=Hand(
        "asked_by",
        dated="on",
        done=frozenset({"answer_reason", "answered_on", "outcome", "result", "sponsor", "status"}),
        marks=("asked_by", "sponsor", "status"),
    ),
    kept_for=Kept(
        _("Calls on an executive sponsor"),
        _("For a rethink at the customer, or a robust no"),
        (Permission.SEE_PLAN, Permission.SEE_BRIEFING),
    ),
)

WORKED_ON = (
    ACTIVITY,
    CONVERSATION,
    ENTRY,
    IDEA,
    QUESTION,
    REVIEW,
    SPONSOR_REQUEST,
)
