"""The words for the closed lists, in the person's language."""

import enum
from functools import lru_cache

from planner.models import kinds
from planner.models.people.setting import AgeNames, AgesVisibleTo
from planner.translation import language, lazy as _, speaking

_PAIRS: tuple[tuple[enum.StrEnum, object], ...] = (
    (kinds.Side.GENERALIST, _("Generalist side")),
    (kinds.Side.SPECIALIST, _("Specialist side")),
    (kinds.Role.GENERALIST, _("Account manager")),
    (kinds.Role.BUSINESS_DEVELOPER, _("Business developer")),
    (kinds.Role.CUSTOMER_DEVELOPER, _("Customer developer")),
    (kinds.Role.INSIDE_ACCOUNT_MANAGER, _("Inside account manager")),
    (kinds.Role.SPECIALIST, _("Specialist")),
    (kinds.Role.VALUE_SPECIALIST, _("Value specialist")),
    (kinds.Role.EXECUTIVE_SPONSOR, _("Executive sponsor")),
    (kinds.Role.TEAM_LEAD, _("Team lead")),
    (kinds.Stage.SUSPECT, _("Suspect")),
    (kinds.Stage.PROSPECT, _("Prospect")),
    (kinds.Stage.CUSTOMER, _("Customer")),
    (kinds.Stage.FORMER, _("Former customer")),
    (kinds.BuyingRole.DECIDER, _("Decider")),
    (kinds.BuyingRole.INFLUENCER, _("Influencer")),
    (kinds.BuyingRole.USER, _("User")),
    (kinds.BuyingRole.BUYER, _("Buyer")),
    (kinds.BuyingRole.GATEKEEPER, _("Gatekeeper")),
    (kinds.BuyingRole.CHAMPION, _("Champion")),
    (kinds.BuyingRole.OPPONENT, _("Opponent")),
    (kinds.PotentialStatus.OPEN, _("Potential open")),
    (kinds.PotentialStatus.QUALIFIED, _("Qualified")),
    (kinds.PotentialStatus.REJECTED, _("None there")),
    (kinds.PlanStatus.DRAFT, _("Draft")),
    (kinds.PlanStatus.AGREED, _("Agreed")),
    (kinds.PlanStatus.ACTIVE, _("Active")),
    (kinds.PlanStatus.CLOSED, _("Closed")),
    (kinds.Mode.SPECIALIST, _("The generalist steers")),
    (kinds.Mode.CO_CARE, _("Co-care")),
    (kinds.Via.OWNER, _("as owner")),
    (kinds.Via.INVITATION, _("by invitation")),
    (kinds.Via.REQUEST, _("by request")),
    (kinds.Via.POLICY, _("by policy")),
    (kinds.RequestKind.JOIN, _("To join the plan")),
    (kinds.RequestKind.INTRODUCTION, _("To be introduced to the customer")),
    (kinds.RequestKind.CLAIM, _("To take an activity")),
    (kinds.ReviewStatus.PLANNED, _("Still to come")),
    (kinds.ReviewStatus.HELD, _("Held")),
    (kinds.ReviewStatus.CANCELLED, _("Cancelled")),
    (kinds.RequestStatus.PENDING, _("Not answered yet")),
    (kinds.RequestStatus.ACCEPTED, _("Accepted")),
    (kinds.RequestStatus.DECLINED, _("Declined")),
    (kinds.Origin.JOINT, _("Found together")),
    (kinds.Origin.TOP_DOWN, _("Set from above")),
    (kinds.Origin.GENERALIST, _("From the generalist side")),
    (kinds.Origin.SPECIALIST, _("From the specialist side")),
    (kinds.GoalStatus.ACTIVE, _("Live")),
    (kinds.GoalStatus.REACHED, _("Reached")),
    (kinds.GoalStatus.DROPPED, _("Dropped")),
    (kinds.ActivityKind.VISIT, _("Visit")),
    (kinds.ActivityKind.CALL, _("Call")),
    (kinds.ActivityKind.VIDEO, _("Video call")),
    (kinds.ActivityKind.EMAIL, _("E-mail")),
    (kinds.ActivityKind.WORKSHOP, _("Workshop")),
    (kinds.ActivityKind.INTRODUCTION, _("Introduction")),
    (kinds.ActivityKind.EVENT, _("Event")),
    (kinds.ActivityKind.ANALYSIS, _("Analysis")),
    (kinds.ActivityKind.OFFER, _("Offer")),
    (kinds.ActivityKind.INTERNAL, _("Internal")),
    (kinds.ActivityKind.OTHER, _("Other")),
    (kinds.ActivityStatus.OPEN, _("Open")),
    (kinds.ActivityStatus.PLANNED, _("Planned")),
    (kinds.ActivityStatus.DONE, _("Done")),
    (kinds.ActivityStatus.CANCELLED, _("Cancelled")),
    (kinds.Channel.VISIT, _("Visit")),
    (kinds.Channel.CALL, _("Call")),
    (kinds.Channel.VIDEO, _("Video call")),
    (kinds.Channel.EMAIL, _("E-mail")),
    (kinds.Channel.EVENT, _("Event")),
    (kinds.Channel.OTHER, _("Other")),
    (kinds.TalkState.RAISED, _("Raised")),
    (kinds.TalkState.INTEREST, _("Interest")),
    (kinds.TalkState.ANALYSIS, _("Analysis")),
    (kinds.TalkState.OFFER, _("Offer")),
    (kinds.TalkState.DECISION, _("Decision")),
    (kinds.TalkState.WON, _("Won")),
    (kinds.TalkState.LOST, _("Lost")),
    (kinds.TalkState.PARKED, _("Parked")),
    (kinds.IdeaStatus.PROPOSED, _("Proposed")),
    (kinds.IdeaStatus.PRESENTED, _("Presented")),
    (kinds.IdeaStatus.ADOPTED, _("Adopted")),
    (kinds.IdeaStatus.REJECTED, _("Rejected")),
    (kinds.DealStatus.PLANNED, _("Planned")),
    (kinds.DealStatus.WON, _("Won")),
    (kinds.DealStatus.LOST, _("Lost")),
    (kinds.DealStatus.MOVED, _("Moved")),
    (kinds.CauseKind.OURS, _("Ours")),
    (kinds.CauseKind.CUSTOMER, _("The customer's")),
    (kinds.CauseKind.OUTSIDE, _("From outside")),
    (kinds.SponsorReason.RETHINK, _("A rethink")),
    (kinds.SponsorReason.ROBUST_NO, _("A robust no")),
    (kinds.SponsorRequestStatus.ASKED, _("Asked")),
    (kinds.SponsorRequestStatus.ACCEPTED, _("Accepted")),
    (kinds.SponsorRequestStatus.DECLINED, _("Declined")),
    (kinds.SponsorRequestStatus.DONE, _("Done")),
    (kinds.AnswerKind.MENDING, _("Agreed, and being mended")),
    (kinds.AnswerKind.EXPLAINED, _("Does not hold here, for a reason")),
    (kinds.NotificationKind.RELAPSE, _("A plan has fallen back to an earlier age")),
    (kinds.NotificationKind.DECIDING_SYMPTOM, _("Something new holds a plan where it is")),
    (kinds.NotificationKind.PROGRESS, _("A plan has reached a later age")),
    (kinds.NotificationKind.MENTION, _("Somebody has mentioned you in a comment")),
    (
        kinds.NotificationKind.COMMENT,
        _("A comment on what you take care of or have commented on"),
    ),
    (kinds.NotificationKind.ASSIGNED, _("An activity was given to you")),
    (kinds.NotificationKind.CLAIMED, _("Somebody has taken an activity of yours or of your plan")),
    (kinds.NotificationKind.REQUEST, _("Somebody waits for your answer")),
    (kinds.NotificationKind.REQUEST_ANSWERED, _("What you have asked for was answered")),
    (kinds.NotificationKind.SIGNATURE_ASKED, _("Your signature or agreement is asked for")),
    (kinds.NotificationKind.IN_YOUR_NAME, _("Something that names you was imported or held")),
    (kinds.ByMail.AT_ONCE, _("At once")),
    (kinds.ByMail.DAILY, _("Once a day")),
    (kinds.ByMail.NEVER, _("Never")),
    (kinds.Occasion.NEW_CUSTOMER, _("New customer")),
    (kinds.Occasion.NEW_SPECIALIST, _("A specialist has come onto the plan")),
    (kinds.Occasion.SCREENING, _("Potential not screened")),
    (kinds.Occasion.AFTER_SIGNATURE, _("After the signature")),
    (kinds.Occasion.RENEWAL, _("Renewal of a contract")),
    (kinds.Occasion.QUARTER_END, _("End of the quarter")),
    (kinds.PlaybookStatus.ACTIVE, _("In use")),
    (kinds.PlaybookStatus.RETIRED, _("No longer in use")),
    (kinds.Doer.GENERALIST, _("Generalist side")),
    (kinds.Doer.SPECIALIST, _("Specialist of the field")),
    (kinds.Doer.POOL, _("Open, for the pool")),
    (AgesVisibleTo.MEMBERS, _("Only the members of the plan and the customer's owner")),
    (AgesVisibleTo.LEADS, _("Also the leads of the team, and auditors")),
    (AgeNames.AGES, _("By their names, from Dinosaur age to Modern age")),
    (AgeNames.STAGES, _("As neutral stages, from Stage 1 to Stage 6")),
)
# Members of two lists may have the same text and are then equal, so the list is part of the key.
_WORDS = {(type(member), member.value): text for member, text in _PAIRS}


_YES, _NO = _("yes"), _("no")


def yes_or_no(value: bool) -> str:
    return str(_YES if value else _NO)


def word(value: enum.StrEnum) -> str:
    """The word for one value of a closed list."""
    return _word(language(), type(value), value.value)


@lru_cache(maxsize=1024)
def _word(locale: str, of: type[enum.StrEnum], value: str) -> str:
    with speaking(locale):
        return str(_WORDS[of, value])
