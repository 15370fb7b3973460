"""What the program does by itself in the nights of the demo story: it rates the plans.

Otherwise the course of every plan would begin today.
"""

from datetime import date, timedelta

from sqlalchemy import select, update

from planner import clock
from planner.actions.maturity import changed_plans, ratings
from planner.actions.notices import followed_changes, followers, signature_notifications
from planner.database import db
from planner.models import Notification, Plan
from planner.models.kinds import PlanStatus
from planner.queries.after_signature import findings

_SUNDAY = 6
_UNSEEN, _TOLD, _FOUND = timedelta(days=14), timedelta(days=4), timedelta(days=21)
_ALL_PLANS = 1000


def see_what_is_old() -> None:
    """What members were told more than two weeks before the story ends they have seen."""
    old = Notification.on < clock.today() - _UNSEEN
    db.session.execute(update(Notification).where(old).values(seen=True))


def tell_who_follows(today: date) -> None:
    """What has become of the plans, of the last days; before, everybody has long seen it."""
    changes, told_otherwise = followed_changes.take()
    if changes and clock.today() > today - _TOLD:
        followers.tell(changes, told_otherwise)


def tell_what_is_found(today: date) -> None:
    """What lacks after signatures and about renewals, one night three weeks ago: long enough for
    leads to see it, and what has come since the program tells in its own first night."""
    if today - clock.today() == _FOUND:
        found_on = findings.next_plans(0, _ALL_PLANS)
        signature_notifications.keep(found_on, findings.findings_of_plans(found_on))


def rate_what_changed() -> None:
    """Rate the plans that the day has changed; at the end of a week all active ones.

    Every night would be as it is outside of stories, and would take a minute to tell.
    """
    causes: dict[int, changed_plans.Cause | None] = {**changed_plans.take()}
    if clock.today().weekday() == _SUNDAY:
        active = db.session.scalars(select(Plan.id).where(Plan.status == PlanStatus.ACTIVE))
        causes = dict.fromkeys(active) | causes
    if causes:
        ratings.rate_plans(causes)
