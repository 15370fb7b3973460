"""What tells another program by itself of what happens, with the rights of a person."""

import datetime
import enum
from urllib.parse import urlsplit

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person
from planner.models.types import Moment, one_of

URL_LENGTH = 2_000
"""Of the address to which is sent."""
OLD_SECRET_HOLDS = datetime.timedelta(hours=24)
"""For how long after a rotation is signed with the secret before it as well."""
DELIVERIES_KEPT = datetime.timedelta(days=30)


class WebhookState(enum.StrEnum):
    """Whether it sends, or who has switched it off."""

    ON = "on"
    PAUSED = "paused"
    GONE = "gone"
    FAILING = "failing"


class DeliveryState(enum.StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class DeliveryTrouble(enum.StrEnum):
    """Why an attempt came to nothing."""

    STATUS = "status"
    REDIRECT = "redirect"
    TIMEOUT = "timeout"
    NAME = "name"
    INSIDE = "inside"
    REFUSED = "refused"
    ENCRYPTION = "encryption"
    ANSWER = "answer"


class Webhook(Identified, Base):
    """`types` are types of events, or `goal.*`, or `*`.

    The secret follows from the installation's and from `signing_salt`, so that nobody who reads the
    database can sign; `old_signing_salt` is the one before, from which is signed as well until 24
    hours after `rotated_at`. What happened up to `position` has been looked at; what comes after it
    may have been. `failing_since` is the first attempt that failed with none after it that did not.
    """

    __tablename__ = "webhooks"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(Text)
    types: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[WebhookState] = mapped_column(
        one_of(WebhookState, name="state"), default=WebhookState.ON
    )
    signing_salt: Mapped[str] = mapped_column(String(64))
    old_signing_salt: Mapped[str | None] = mapped_column(String(64))
    rotated_at: Mapped[datetime.datetime | None] = mapped_column(Moment)
    position: Mapped[int] = mapped_column(BigInteger)
    failing_since: Mapped[datetime.datetime | None] = mapped_column(Moment)
    made_on: Mapped[datetime.date]

    person: Mapped[Person] = relationship()

    @property
    def name(self) -> str:
        """The host alone: what stands behind it is often a secret of the receiver."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_on(self) -> bool:
        return self.state is WebhookState.ON


class WebhookDelivery(Identified, Base):
    """That one event is to be sent, or was. Nothing of what is sent is kept, nor of the answer more
    than its status."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("webhook_id", "event_id"),
        Index(None, "webhook_id", "due_at"),
        Index(None, "found_at"),
    )

    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    # No foreign key: a receiver knows it by this number, whatever becomes of the event.
    event_id: Mapped[int]
    type: Mapped[str] = mapped_column(String(64))
    state: Mapped[DeliveryState] = mapped_column(one_of(DeliveryState, name="state"))
    found_at: Mapped[datetime.datetime] = mapped_column(Moment)
    due_at: Mapped[datetime.datetime | None] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime.datetime | None] = mapped_column(Moment)
    status: Mapped[int | None]
    trouble: Mapped[DeliveryTrouble | None] = mapped_column(one_of(DeliveryTrouble, name="trouble"))

    webhook: Mapped[Webhook] = relationship()
