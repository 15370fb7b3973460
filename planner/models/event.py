"""Who changed what, when, from what to what: the one record behind everything that looks back."""

import datetime
import enum
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.types import Moment

EventVerb = Literal[
    "accepted",
    "activated",
    "adopted",
    "agreed",
    "answered",
    "asked_again",
    "assigned",
    "cancelled",
    "changed",
    "claimed",
    "closed",
    "created",
    "declined",
    "deleted",
    "disclosed",
    "erased",
    "finished",
    "held",
    "joined",
    "lapsed",
    "left",
    "link_made",
    "link_used",
    "password_changed",
    "rejected",
    "released",
    "reopened",
    "revoked",
    "rotated",
    "sent_back",
    "undone",
    "updated",
]
"""What can happen to anything; which of it to what, its card says."""


class EventType(enum.StrEnum):
    """`noun.verbed`, of all that can happen what the program asks for by name."""

    ACTIVITY_ASSIGNED = "activity.assigned"
    ACTIVITY_CANCELLED = "activity.cancelled"
    ACTIVITY_CLAIMED = "activity.claimed"
    ACTIVITY_CREATED = "activity.created"
    ACTIVITY_FINISHED = "activity.finished"
    ACTIVITY_RELEASED = "activity.released"
    ACTIVITY_REOPENED = "activity.reopened"
    ACTIVITY_UPDATED = "activity.updated"
    COMMENT_CREATED = "comment.created"
    COMMENT_DELETED = "comment.deleted"
    COMMENT_UPDATED = "comment.updated"
    COMMITMENT_ASKED_AGAIN = "commitment.asked_again"
    COMMITMENT_CREATED = "commitment.created"
    COMMITMENT_DELETED = "commitment.deleted"
    COMMITMENT_UPDATED = "commitment.updated"
    CONFLICT_RESOLVED = "conflict.resolved"
    CUSTOMER_DELETED = "customer.deleted"
    DEAL_CREATED = "deal.created"
    DEAL_DELETED = "deal.deleted"
    DEAL_UPDATED = "deal.updated"
    GOAL_CREATED = "goal.created"
    HANDOVER_ACCEPTED = "handover.accepted"
    HANDOVER_CREATED = "handover.created"
    HANDOVER_SENT_BACK = "handover.sent_back"
    HANDOVER_UPDATED = "handover.updated"
    IDEA_ADOPTED = "idea.adopted"
    IDEA_REJECTED = "idea.rejected"
    LEAD_ASSIGNED = "lead.assigned"
    LEAD_LAPSED = "lead.lapsed"
    LEAD_RELEASED = "lead.released"
    MEMBER_AGREED = "member.agreed"
    MEMBER_JOINED = "member.joined"
    MEMBER_LEFT = "member.left"
    PERSON_LINK_MADE = "person.link_made"
    PERSON_LINK_USED = "person.link_used"
    PERSON_PASSWORD_CHANGED = "person.password_changed"  # noqa: S105 - no password
    PLAN_ACTIVATED = "plan.activated"
    PLAN_AGREED = "plan.agreed"
    PLAN_CLOSED = "plan.closed"
    PLAN_CREATED = "plan.created"
    PLAN_UPDATED = "plan.updated"
    PLAYBOOK_USE_CREATED = "playbook_use.created"
    RATING_CHANGED = "rating.changed"
    REQUEST_ACCEPTED = "request.accepted"
    REQUEST_CREATED = "request.created"
    REQUEST_DECLINED = "request.declined"
    REQUEST_DELETED = "request.deleted"
    REVIEW_CREATED = "review.created"
    REVIEW_HELD = "review.held"
    SETTING_CHANGED = "setting.changed"
    SPONSOR_REQUEST_ACCEPTED = "sponsor_request.accepted"
    SPONSOR_REQUEST_ASSIGNED = "sponsor_request.assigned"
    SPONSOR_REQUEST_CREATED = "sponsor_request.created"
    SPONSOR_REQUEST_DECLINED = "sponsor_request.declined"
    SPONSOR_REQUEST_FINISHED = "sponsor_request.finished"
    STAGE_MOVE_CREATED = "stage_move.created"
    SYMPTOM_ANSWER_CREATED = "symptom_answer.created"
    SYMPTOM_ANSWER_DELETED = "symptom_answer.deleted"
    SYMPTOM_ANSWER_UPDATED = "symptom_answer.updated"
    TARGET_CREATED = "target.created"
    TARGET_DELETED = "target.deleted"
    TARGET_UPDATED = "target.updated"
    VALUE_REQUEST_ACCEPTED = "value_request.accepted"
    VALUE_REQUEST_CREATED = "value_request.created"
    VALUE_REQUEST_DECLINED = "value_request.declined"


class Event(Identified, Base):
    """`changes` is `{field: [old, new]}`; the names are kept as text, so that what was deleted
    stays readable. An event without an actor came from the command line.

    `act_id` is the first event of what somebody did at once, for all but that first one itself.
    An undo names in `undoes_id` the act that it took back. `submission` is the form that a change
    was typed into, so that who saves it once more is not asked about the first time. `kept` is the
    whole row of what was deleted, with the lists that went with it, from which it can be brought
    back. `brought_in` is true of what an administrator or the command line brought in in the name
    of somebody else.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "plan_id", "id"),
        Index(None, "customer_id", "id"),
        Index(None, "customer_id", "subject", "id"),
        Index(None, "subject", "subject_id", "id"),
        Index(None, "act_id"),
        Index(None, "undoes_id"),
    )

    at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    type: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # No foreign keys: what happened to a customer or a plan outlasts them.
    customer_id: Mapped[int | None]
    plan_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int | None]
    subject_name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    changes: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    act_id: Mapped[int | None]
    undoes_id: Mapped[int | None]
    submission: Mapped[str | None] = mapped_column(String(64))
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    brought_in: Mapped[bool | None]

    actor: Mapped[Person | None] = relationship()

    @property
    def act(self) -> int:
        """The act that it belongs to, by the id of its first event."""
        return self.act_id or self.id
