"""The nouns of the program, one a file."""

from planner.database import Base
from planner.models.content_kit import ContentKit, KitShare, KitVisit
from planner.models.event import Event, EventType
from planner.models.import_run import ImportChanged, ImportMade, ImportRun
from planner.models.import_upload import ImportMapping, ImportUndo, ImportUpload, UploadState
from planner.models.imported_item import ImportedItem
from planner.models.involvement import (
    ChosenBecause,
    HowToInvolve,
    Involvement,
    InvolvementException,
    InvolvementRule,
    InvolvementStatus,
    WhomToInvolve,
)
from planner.models.kinds import (
    OF_RATINGS,
    AccountNews,
    ActivityKind,
    ActivityStatus,
    AnswerKind,
    BuyingRole,
    ByMail,
    CauseKind,
    Channel,
    DealStatus,
    FlowKind,
    GoalStatus,
    HandoverAnswer,
    IdeaStatus,
    Mode,
    NotificationKind,
    Origin,
    PlanningStep,
    PlanStatus,
    PotentialStatus,
    RequestKind,
    RequestStatus,
    ReviewStatus,
    Role,
    Side,
    SponsorReason,
    SponsorRequestStatus,
    SponsorResult,
    Stage,
    TalkState,
    Via,
)
from planner.models.leads.lead import Lead, LeadMatchKind, LeadRoute, LeadStatus
from planner.models.leads.lead_guard import LeadAttempt, LeadKey
from planner.models.leads.lead_rule import LeadRule
from planner.models.leads.match_key import LeadVerdict, MatchedCustomer, MatchKey
from planner.models.mixins import OfCustomer
from planner.models.people.account_mail import AccountMail
from planner.models.people.api_token import ApiAnswer, ApiToken, TokenScope
from planner.models.people.availability import Availability
from planner.models.people.connection import Connection, Introduction, IntroductionAnswer
from planner.models.people.deputy import Deputy
from planner.models.people.earlier_standing import EarlierStanding
from planner.models.people.erasure import ErasedKind, Erasure
from planner.models.people.feed import Feed, FeedLevel, FeedScope
from planner.models.people.field import Field
from planner.models.people.follow import Follow
from planner.models.people.job_run import JobRun
from planner.models.people.logo import Logo
from planner.models.people.notification import Notification, NotificationChoice, PlanVisit
from planner.models.people.person import Person
from planner.models.people.presence import Presence
from planner.models.people.saved_view import SavedView
from planner.models.people.setting import AgeNames, AgesVisibleTo, Setting
from planner.models.people.sign_in import PasswordLink, Session, SignInFailures, Submission
from planner.models.people.team import Team
from planner.models.people.webhook import (
    DeliveryState,
    DeliveryTrouble,
    Webhook,
    WebhookDelivery,
    WebhookState,
)
from planner.models.people.week_letter import WeekLetter
from planner.models.plan.activity import Activity, Participation
from planner.models.plan.business_case import Assumption, BusinessCase, Flow, OfCase, Scenario
from planner.models.plan.case_link import CaseLink
from planner.models.plan.comment import Comment
from planner.models.plan.contact import Acquaintance, Contact
from planner.models.plan.contract import Contract
from planner.models.plan.conversation import Conversation, Entry, EntryContact, EntryParticipation
from planner.models.plan.customer import Customer
from planner.models.plan.deal import Deal
from planner.models.plan.goal import Commitment, Goal
from planner.models.plan.handover import Handover, OfContract, Promise
from planner.models.plan.idea import Idea
from planner.models.plan.member import Member, PlanPerson
from planner.models.plan.merged_customer import MergedCustomer
from planner.models.plan.plan import Plan
from planner.models.plan.planning_session import PlanningParticipation, PlanningSession
from planner.models.plan.postponement import Postponement
from planner.models.plan.potential import Potential
from planner.models.plan.question import Question
from planner.models.plan.request import Request
from planner.models.plan.review import Attendance, Decision, Review
from planner.models.plan.signature_finding import SignatureFinding
from planner.models.plan.sponsor_request import SponsorRequest
from planner.models.plan.stage_move import StageMove
from planner.models.plan.target import Target
from planner.models.plan.value_request import ValueRequest
from planner.models.playbook import (
    OF_PLAYBOOKS,
    Doer,
    Occasion,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    PlaybookStatus,
    PlaybookUse,
)
from planner.models.rating import StoredRating, SymptomAnswer
from planner.models.search_entry import SearchEntry

__all__ = [
    "OF_PLAYBOOKS",
    "OF_RATINGS",
    "AccountMail",
    "AccountNews",
    "Acquaintance",
    "Activity",
    "ActivityKind",
    "ActivityStatus",
    "AgeNames",
    "AgesVisibleTo",
    "AnswerKind",
    "ApiAnswer",
    "ApiToken",
    "Assumption",
    "Attendance",
    "Availability",
    "Base",
    "BusinessCase",
    "BuyingRole",
    "ByMail",
    "CaseLink",
    "CauseKind",
    "Channel",
    "ChosenBecause",
    "Comment",
    "Commitment",
    "Connection",
    "Contact",
    "ContentKit",
    "Contract",
    "Conversation",
    "Customer",
    "Deal",
    "DealStatus",
    "Decision",
    "DeliveryState",
    "DeliveryTrouble",
    "Deputy",
    "Doer",
    "EarlierStanding",
    "Entry",
    "EntryContact",
    "EntryParticipation",
    "ErasedKind",
    "Erasure",
    "Event",
    "EventType",
    "Feed",
    "FeedLevel",
    "FeedScope",
    "Field",
    "Flow",
    "FlowKind",
    "Follow",
    "Goal",
    "GoalStatus",
    "Handover",
    "HandoverAnswer",
    "HowToInvolve",
    "Idea",
    "IdeaStatus",
    "ImportChanged",
    "ImportMade",
    "ImportMapping",
    "ImportRun",
    "ImportUndo",
    "ImportUpload",
    "ImportedItem",
    "Introduction",
    "IntroductionAnswer",
    "Involvement",
    "InvolvementException",
    "InvolvementRule",
    "InvolvementStatus",
    "JobRun",
    "KitShare",
    "KitVisit",
    "Lead",
    "LeadAttempt",
    "LeadKey",
    "LeadMatchKind",
    "LeadRoute",
    "LeadRule",
    "LeadStatus",
    "LeadVerdict",
    "Logo",
    "MatchKey",
    "MatchedCustomer",
    "Member",
    "MergedCustomer",
    "Mode",
    "Notification",
    "NotificationChoice",
    "NotificationKind",
    "Occasion",
    "OfCase",
    "OfContract",
    "OfCustomer",
    "Origin",
    "Participation",
    "PasswordLink",
    "Person",
    "Plan",
    "PlanPerson",
    "PlanStatus",
    "PlanVisit",
    "PlanningParticipation",
    "PlanningSession",
    "PlanningStep",
    "Playbook",
    "PlaybookActivity",
    "PlaybookGoal",
    "PlaybookStatus",
    "PlaybookUse",
    "Postponement",
    "Potential",
    "PotentialStatus",
    "Presence",
    "Promise",
    "Question",
    "Request",
    "RequestKind",
    "RequestStatus",
    "Review",
    "ReviewStatus",
    "Role",
    "SavedView",
    "Scenario",
    "SearchEntry",
    "Session",
    "Setting",
    "Side",
    "SignInFailures",
    "SignatureFinding",
    "SponsorReason",
    "SponsorRequest",
    "SponsorRequestStatus",
    "SponsorResult",
    "Stage",
    "StageMove",
    "StoredRating",
    "Submission",
    "SymptomAnswer",
    "TalkState",
    "Target",
    "Team",
    "TokenScope",
    "UploadState",
    "ValueRequest",
    "Via",
    "Webhook",
    "WebhookDelivery",
    "WebhookState",
    "WeekLetter",
    "WhomToInvolve",
]
