"""What the members of a plan work on."""

from planner.models import (
    Activity,
    BusinessCase,
    Commitment,
    Conversation,
    Deal,
    Entry,
    Goal,
    Idea,
    Question,
    Review,
    SponsorRequest,
)
from planner.nouns.noun import Noun
from planner.translation import lazy as _

GOAL = Noun(
    "goal",
    Goal,
    many=_("Goals"),
    happened={
        "created": _("Goal added"),
        "updated": _("Goal changed"),
        "deleted": _("Goal deleted"),
    },
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
)

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
)
