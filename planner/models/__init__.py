"""The nouns of the program, one a file."""

from planner.models.activity import Activity, Participation
from planner.models.availability import Availability
from planner.models.business_case import BusinessCase, Flow
from planner.models.comment import Comment
from planner.models.contact import Acquaintance, Contact
from planner.models.contract import Contract
from planner.models.conversation import Conversation, Entry, EntryContact, EntryParticipation
from planner.models.customer import Customer
from planner.models.deal import Deal
from planner.models.event import Event, EventType
from planner.models.field import Field
from planner.models.goal import Commitment, Goal
from planner.models.idea import Idea
from planner.models.job_run import JobRun
from planner.models.logo import Logo
from planner.models.member import Member, PlanPerson
from planner.models.notification import Notification, NotificationChoice, PlanVisit
from planner.models.person import Person
from planner.models.plan import Plan
from planner.models.playbook import Playbook, PlaybookActivity, PlaybookGoal, PlaybookUse
from planner.models.potential import Potential
from planner.models.presence import Presence
from planner.models.question import Question
from planner.models.rating import StoredRating, SymptomAnswer
from planner.models.request import Request
from planner.models.review import Attendance, Decision, Review
from planner.models.setting import Setting
from planner.models.sign_in import PasswordLink, Session, SignInFailures, Submission
from planner.models.sponsor_request import SponsorRequest
from planner.models.target import Target
from planner.models.team import Team
from planner.models.week_letter import WeekLetter

__all__ = [
    "Acquaintance",
    "Activity",
    "Attendance",
    "Availability",
    "BusinessCase",
    "Comment",
    "Commitment",
    "Contact",
    "Contract",
    "Conversation",
    "Customer",
    "Deal",
    "Decision",
    "Entry",
    "EntryContact",
    "EntryParticipation",
    "Event",
    "EventType",
    "Field",
    "Flow",
    "Goal",
    "Idea",
    "JobRun",
    "Logo",
    "Member",
    "Notification",
    "NotificationChoice",
    "Participation",
    "PasswordLink",
    "Person",
    "Plan",
    "PlanPerson",
    "PlanVisit",
    "Playbook",
    "PlaybookActivity",
    "PlaybookGoal",
    "PlaybookUse",
    "Potential",
    "Presence",
    "Question",
    "Request",
    "Review",
    "Session",
    "Setting",
    "SignInFailures",
    "SponsorRequest",
    "StoredRating",
    "Submission",
    "SymptomAnswer",
    "Target",
    "Team",
    "WeekLetter",
]
