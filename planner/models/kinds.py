"""The closed lists of the trade: what a thing can be. Values are those of the plan file."""

import enum


class Side(enum.StrEnum):
    GENERALIST = "generalist"
    SPECIALIST = "specialist"


class Role(enum.StrEnum):
    GENERALIST = "generalist"
    BUSINESS_DEVELOPER = "business_developer"
    CUSTOMER_DEVELOPER = "customer_developer"
    INSIDE_ACCOUNT_MANAGER = "inside_account_manager"
    SPECIALIST = "specialist"
    VALUE_SPECIALIST = "value_specialist"
    EXECUTIVE_SPONSOR = "executive_sponsor"
    TEAM_LEAD = "team_lead"

    @property
    def side(self) -> Side | None:
        """The side a role stands on; executive sponsors and team leads stand on neither."""
        return _SIDES.get(self)


_SIDES = {
    Role.GENERALIST: Side.GENERALIST,
    Role.BUSINESS_DEVELOPER: Side.GENERALIST,
    Role.CUSTOMER_DEVELOPER: Side.GENERALIST,
    Role.INSIDE_ACCOUNT_MANAGER: Side.GENERALIST,
    Role.SPECIALIST: Side.SPECIALIST,
    Role.VALUE_SPECIALIST: Side.SPECIALIST,
}


class Stage(enum.StrEnum):
    SUSPECT = "suspect"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"


class BuyingRole(enum.StrEnum):
    DECIDER = "decider"
    INFLUENCER = "influencer"
    USER = "user"
    BUYER = "buyer"
    GATEKEEPER = "gatekeeper"
    CHAMPION = "champion"
    OPPONENT = "opponent"


class PotentialStatus(enum.StrEnum):
    OPEN = "open"
    QUALIFIED = "qualified"
    REJECTED = "rejected"


class PlanStatus(enum.StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    CLOSED = "closed"


class PlanningStep(enum.StrEnum):
    """In their order; each is a page of planning together, under this name."""

    POTENTIALS = "potentials"
    GOALS = "goals"
    DEALS = "deals"
    ACTIVITIES = "activities"
    SIGNATURES = "signatures"


class Mode(enum.StrEnum):
    SPECIALIST = "specialist"
    CO_CARE = "co_care"


class Via(enum.StrEnum):
    OWNER = "owner"
    INVITATION = "invitation"
    REQUEST = "request"
    POLICY = "policy"


class RequestKind(enum.StrEnum):
    JOIN = "join"
    INTRODUCTION = "introduction"
    CLAIM = "claim"


class RequestStatus(enum.StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Origin(enum.StrEnum):
    JOINT = "joint"
    TOP_DOWN = "top_down"
    GENERALIST = "generalist"
    SPECIALIST = "specialist"


class GoalStatus(enum.StrEnum):
    ACTIVE = "active"
    REACHED = "reached"
    DROPPED = "dropped"


class ActivityKind(enum.StrEnum):
    VISIT = "visit"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    WORKSHOP = "workshop"
    INTRODUCTION = "introduction"
    EVENT = "event"
    ANALYSIS = "analysis"
    OFFER = "offer"
    INTERNAL = "internal"
    OTHER = "other"

    @property
    def is_with_customer(self) -> bool:
        """Whether the customer is usually there; of each activity people say it themselves."""
        return self not in _AMONG_US


_AMONG_US = {
    ActivityKind.ANALYSIS,
    ActivityKind.OFFER,
    ActivityKind.INTERNAL,
    ActivityKind.OTHER,
}


class ReviewStatus(enum.StrEnum):
    """Only what was held stands in plan files and counts in the rating."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ActivityStatus(enum.StrEnum):
    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class Channel(enum.StrEnum):
    VISIT = "visit"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    EVENT = "event"
    OTHER = "other"


class TalkState(enum.StrEnum):
    """Where a conversation stands (der Gesprächsstand)."""

    RAISED = "raised"
    INTEREST = "interest"
    ANALYSIS = "analysis"
    OFFER = "offer"
    DECISION = "decision"
    WON = "won"
    LOST = "lost"
    PARKED = "parked"


class FlowKind(enum.StrEnum):
    """Whether a line of a business case is paid once or goes on."""

    ONE_OFF = "one_off"
    RUNNING = "running"


class IdeaStatus(enum.StrEnum):
    PROPOSED = "proposed"
    PRESENTED = "presented"
    ADOPTED = "adopted"
    REJECTED = "rejected"


class DealStatus(enum.StrEnum):
    PLANNED = "planned"
    WON = "won"
    LOST = "lost"
    MOVED = "moved"


class NoticeUnit(enum.StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class NoticeEnd(enum.StrEnum):
    """To the end of what notice is given."""

    END_OF_TERM = "end_of_term"
    END_OF_MONTH = "end_of_month"
    END_OF_QUARTER = "end_of_quarter"
    END_OF_HALF_YEAR = "end_of_half_year"
    END_OF_YEAR = "end_of_year"


class Renewal(enum.StrEnum):
    """Whether a contract goes on by itself."""

    AUTOMATIC = "automatic"
    BY_AGREEMENT = "by_agreement"


class ContractParty(enum.StrEnum):
    CUSTOMER = "customer"
    US = "us"


class HandoverAnswer(enum.StrEnum):
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


class CauseKind(enum.StrEnum):
    OURS = "ours"
    CUSTOMER = "customer"
    OUTSIDE = "outside"


class SponsorReason(enum.StrEnum):
    RETHINK = "rethink"
    ROBUST_NO = "robust_no"


class SponsorRequestStatus(enum.StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


class SponsorResult(enum.StrEnum):
    """What came of an executive's talk."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"


class AnswerKind(enum.StrEnum):
    """What members say to a symptom: it is being mended, or why it does not hold here."""

    MENDING = "mending"
    EXPLAINED = "explained"


class NotificationKind(enum.StrEnum):
    """What people are told of; the first three are about how a plan is rated."""

    RELAPSE = "relapse"
    DECIDING_SYMPTOM = "deciding_symptom"
    PROGRESS = "progress"
    MENTION = "mention"
    COMMENT = "comment"
    ASSIGNED = "assigned"
    CLAIMED = "claimed"
    REQUEST = "request"
    REQUEST_ANSWERED = "request_answered"
    SIGNATURE_ASKED = "signature_asked"
    IN_YOUR_NAME = "in_your_name"
    CUSTOMER_MERGED = "customer_merged"
    FOLLOWED = "followed"
    ASKED_BY_POLICY = "asked_by_policy"
    HANDOVER = "handover"
    AFTER_SIGNATURE = "after_signature"
    EXECUTIVE_ASKED = "executive_asked"
    EXECUTIVE_ANSWERED = "executive_answered"
    VALUE_ASKED = "value_asked"
    LEAD_GIVEN = "lead_given"
    LEAD_LATE = "lead_late"
    LEAD_SUSPECTED = "lead_suspected"
    LEAD_OF_FIELD = "lead_of_field"
    INTRODUCTION_ASKED = "introduction_asked"
    INTRODUCTION_ANSWERED = "introduction_answered"
    IMPORT_ENDED = "import_ended"


OF_RATINGS = (
    NotificationKind.RELAPSE,
    NotificationKind.DECIDING_SYMPTOM,
    NotificationKind.PROGRESS,
)
OF_LEADS = (
    NotificationKind.LEAD_GIVEN,
    NotificationKind.LEAD_LATE,
    NotificationKind.LEAD_SUSPECTED,
    NotificationKind.LEAD_OF_FIELD,
)
OF_INTRODUCTIONS = (
    NotificationKind.INTRODUCTION_ASKED,
    NotificationKind.INTRODUCTION_ANSWERED,
)


class AccountNews(enum.StrEnum):
    """What somebody is told of by mail about their account, because it may not have been them, or
    because it does not go on by itself."""

    PASSWORD_SET_BY_LINK = "password_set_by_link"  # noqa: S105 - no password
    ADDRESS_CHANGED = "address_changed"
    WEBHOOK_FAILING = "webhook_failing"


class ByMail(enum.StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"
