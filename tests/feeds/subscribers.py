"""A program that subscribes to a calendar, and keeps what it was told."""

from typing import Any

import icalendar
import vobject  # type: ignore[import-untyped]  # its types are a package of their own
from flask import Flask
from werkzeug.test import TestResponse

from planner.database import db
from planner.feeds import actions
from planner.models import Customer, Feed, FeedLevel, FeedScope, Person


class Subscriber:
    """Knows an address and nothing else. Events are kept by their identifiers, as programs do that
    forget nothing by themselves: another state of one is taken only if its number is higher."""

    def __init__(
        self,
        app: Flask,
        person: Person,
        scope: FeedScope = FeedScope.MINE,
        level: FeedLevel = FeedLevel.FULL,
        customer: Customer | None = None,
    ) -> None:
        with app.app_context():
            owner = db.session.get_one(Person, person.id)
            about = db.session.get_one(Customer, customer.id) if customer else None
            feed, secret = actions.make(owner, scope, level, by=owner, customer=about)
            db.session.commit()
            self.feed_id = feed.id
        self.address = f"/calendar/{secret}.ics"
        self.client = app.test_client(use_cookies=False)
        self.kept: dict[str, Any] = {}

    def get(self, method: str = "GET", **headers: str) -> TestResponse:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(self.address, method=method, headers=said)

    def events(self) -> dict[str, Any]:
        """What stands in the calendar now, by identifier without the installation."""
        answer = self.get()
        assert answer.status_code == 200, answer.text
        return events_in(answer.data)

    def summaries(self) -> list[str]:
        return [str(event["summary"]) for event in self.events().values()]

    def refresh(self) -> None:
        """Take what is newer than what is kept."""
        for uid, event in self.events().items():
            known = self.kept.get(uid)
            if known is None or event["sequence"] > known["sequence"]:
                self.kept[uid] = event
            else:
                assert event["sequence"] == known["sequence"], uid
                assert event.to_ical() == known.to_ical(), f"{uid} changed without a new number"

    def shown(self) -> dict[str, str]:
        """The days that are kept and not off."""
        return {
            uid: event["dtstart"].dt.isoformat()
            for uid, event in self.kept.items()
            if event.get("status") != "CANCELLED"
        }


def events_in(text: bytes) -> dict[str, Any]:
    """Read by two libraries, of which one has nothing to do with the one that writes."""
    calendar = icalendar.Calendar.from_ical(text)
    found = {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    other: Any = vobject.readOne(text.decode())
    assert {event.uid.value.partition("@")[0] for event in other.contents.get("vevent", [])} == set(
        found
    )
    return found


def feed_of(subscriber: Subscriber) -> Feed:
    return db.session.get_one(Feed, subscriber.feed_id)
