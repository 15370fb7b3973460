"""Who changed what, when, from what to what: the one record behind everything that looks back."""

import datetime
import enum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.types import Moment


class EventType(enum.StrEnum):
    """`noun.verbed`, for everything that can happen."""

    ACTIVITY_ASSIGNED = "activity.assigned"
    ACTIVITY_CANCELLED = "activity.cancelled"
    ACTIVITY_CLAIMED = "activity.claimed"
    ACTIVITY_CREATED = "activity.created"
    ACTIVITY_DELETED = "activity.deleted"
    ACTIVITY_FINISHED = "activity.finished"
    ACTIVITY_RELEASED = "activity.released"
    ACTIVITY_REOPENED = "activity.reopened"
    ACTIVITY_UPDATED = "activity.updated"
    BUSINESS_CASE_CREATED = "business_case.created"
    BUSINESS_CASE_DELETED = "business_case.deleted"
    BUSINESS_CASE_UPDATED = "business_case.updated"
    COMMENT_CREATED = "comment.created"
    COMMENT_DELETED = "comment.deleted"
    COMMENT_UPDATED = "comment.updated"
    COMMITMENT_ASKED_AGAIN = "commitment.asked_again"
    COMMITMENT_CREATED = "commitment.created"
    COMMITMENT_DELETED = "commitment.deleted"
    COMMITMENT_UPDATED = "commitment.updated"
    CONFLICT_RESOLVED = "conflict.resolved"
    CONTACT_CREATED = "contact.created"
    CONTACT_DELETED = "contact.deleted"
    CONTACT_UPDATED = "contact.updated"
    CONTRACT_CREATED = "contract.created"
    CONTRACT_DELETED = "contract.deleted"
    CONTRACT_UPDATED = "contract.updated"
    CONVERSATION_CREATED = "conversation.created"
    CONVERSATION_DELETED = "conversation.deleted"
    CONVERSATION_UPDATED = "conversation.updated"
    CUSTOMER_CREATED = "customer.created"
    CUSTOMER_UPDATED = "customer.updated"
    DEAL_CREATED = "deal.created"
    DEAL_DELETED = "deal.deleted"
    DEAL_UPDATED = "deal.updated"
    ENTRY_CREATED = "entry.created"
    ENTRY_DELETED = "entry.deleted"
    ENTRY_UPDATED = "entry.updated"
    FIELD_CREATED = "field.created"
    FIELD_UPDATED = "field.updated"
    GOAL_CREATED = "goal.created"
    GOAL_DELETED = "goal.deleted"
    GOAL_UPDATED = "goal.updated"
    IDEA_ADOPTED = "idea.adopted"
    IDEA_CREATED = "idea.created"
    IDEA_DELETED = "idea.deleted"
    IDEA_REJECTED = "idea.rejected"
    IDEA_UPDATED = "idea.updated"
    MEMBER_AGREED = "member.agreed"
    MEMBER_CREATED = "member.created"
    MEMBER_DELETED = "member.deleted"
    MEMBER_JOINED = "member.joined"
    MEMBER_LEFT = "member.left"
    MEMBER_UPDATED = "member.updated"
    PERSON_CREATED = "person.created"
    PERSON_PASSWORD_CHANGED = "person.password_changed"  # noqa: S105 - no password
    PERSON_UPDATED = "person.updated"
    PLAN_ACTIVATED = "plan.activated"
    PLAN_AGREED = "plan.agreed"
    PLAN_CLOSED = "plan.closed"
    PLAN_CREATED = "plan.created"
    PLAN_UPDATED = "plan.updated"
    PLAYBOOK_CREATED = "playbook.created"
    PLAYBOOK_DELETED = "playbook.deleted"
    PLAYBOOK_UPDATED = "playbook.updated"
    PLAYBOOK_ACTIVITY_CREATED = "playbook_activity.created"
    PLAYBOOK_ACTIVITY_DELETED = "playbook_activity.deleted"
    PLAYBOOK_ACTIVITY_UPDATED = "playbook_activity.updated"
    PLAYBOOK_GOAL_CREATED = "playbook_goal.created"
    PLAYBOOK_GOAL_DELETED = "playbook_goal.deleted"
    PLAYBOOK_GOAL_UPDATED = "playbook_goal.updated"
    PLAYBOOK_USE_CREATED = "playbook_use.created"
    PLAYBOOK_USE_DELETED = "playbook_use.deleted"
    POTENTIAL_CREATED = "potential.created"
    POTENTIAL_DELETED = "potential.deleted"
    POTENTIAL_UPDATED = "potential.updated"
    QUESTION_ANSWERED = "question.answered"
    QUESTION_CREATED = "question.created"
    QUESTION_DELETED = "question.deleted"
    QUESTION_UPDATED = "question.updated"
    RATING_CHANGED = "rating.changed"
    REQUEST_ACCEPTED = "request.accepted"
    REQUEST_CREATED = "request.created"
    REQUEST_DECLINED = "request.declined"
    REQUEST_DELETED = "request.deleted"
    REQUEST_UPDATED = "request.updated"
    REVIEW_CANCELLED = "review.cancelled"
    REVIEW_CREATED = "review.created"
    REVIEW_DELETED = "review.deleted"
    REVIEW_HELD = "review.held"
    REVIEW_UPDATED = "review.updated"
    SETTING_CHANGED = "setting.changed"
    SPONSOR_REQUEST_CREATED = "sponsor_request.created"
    SPONSOR_REQUEST_DELETED = "sponsor_request.deleted"
    SPONSOR_REQUEST_UPDATED = "sponsor_request.updated"
    SYMPTOM_ANSWER_CREATED = "symptom_answer.created"
    SYMPTOM_ANSWER_DELETED = "symptom_answer.deleted"
    SYMPTOM_ANSWER_UPDATED = "symptom_answer.updated"
    TARGET_CREATED = "target.created"
    TARGET_DELETED = "target.deleted"
    TARGET_UPDATED = "target.updated"
    TEAM_CREATED = "team.created"
    TEAM_UPDATED = "team.updated"


class Event(Identified, Base):
    """`changes` is `{field: [old, new]}`; the names are kept as text, so that what was deleted
    stays readable. An event without an actor came from the command line.

    `act_id` is the first event of what somebody did at once, for all but that first one itself.
    An undo names in `undoes_id` the act that it took back. `kept` is the whole row of what was
    deleted, with the lists that went with it, from which it can be brought back.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "plan_id", "id"),
        Index(None, "customer_id", "id"),
        Index(None, "subject", "subject_id", "id"),
        Index(None, "act_id"),
        Index(None, "undoes_id"),
    )

    at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    type: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int | None]
    subject_name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    changes: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    act_id: Mapped[int | None]
    undoes_id: Mapped[int | None]
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    actor: Mapped[Person | None] = relationship()

    @property
    def act(self) -> int:
        """The act that it belongs to, by the id of its first event."""
        return self.act_id or self.id
