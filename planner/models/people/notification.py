"""That somebody is told of something, in the program and by mail, and what each one chose."""

import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.event import Event
from planner.models.kinds import ByMail, NotificationKind
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.plan.plan import Plan
from planner.models.types import Moment, one_of


class Notification(Identified, Base):
    """That somebody was told. When it was seen is nobody's business and is not kept.

    It is about a plan, or about what is of nobody's plan, such as a lead that nobody knows yet.
    `subject` and `subject_id` name the item that it leads to, `event` what happened there. `shown`
    says whether it stands in the program. It waits to be mailed as long as `mail_due_at` is set:
    not before then, and later again if sending fails.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        Index(None, "person_id", "seen", "on"),
        Index(None, "plan_id", "on"),
        Index(None, "mail_due_at"),
        Index(None, "event_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(one_of(NotificationKind, name="kind"))
    code: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    subject: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    subject_id: Mapped[int | None]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    on: Mapped[datetime.date]
    seen: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[bool] = mapped_column(default=True)
    by_mail: Mapped[ByMail] = mapped_column(one_of(ByMail, name="by_mail"), default=ByMail.NEVER)
    mail_due_at: Mapped[datetime.datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
    plan: Mapped[Plan | None] = relationship()
    event: Mapped[Event | None] = relationship()


class NotificationChoice(Identified, Base):
    """How somebody wants to be told of one kind; where there is none, the default holds."""

    __tablename__ = "notification_choices"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(one_of(NotificationKind, name="kind"))
    in_program: Mapped[bool]
    by_mail: Mapped[ByMail] = mapped_column(one_of(ByMail, name="by_mail"))


class PlanVisit(Identified, Base):
    """Up to which change somebody has read a plan: an event and no day, so nobody is tracked."""

    __tablename__ = "plan_visits"
    __table_args__ = (UniqueConstraint("person_id", "plan_id"), Index(None, "plan_id"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    last_event: Mapped[int]
