"""What is not received is sent again, ever later, and in the end given up."""

import datetime
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.errors import Refused
from planner.config import WEBHOOK_RETRIES, WrongSetting, from_environment
from planner.database import db
from planner.jobs import clearing
from planner.models import (
    AccountMail,
    DeliveryState,
    DeliveryTrouble,
    Event,
    Person,
    Webhook,
    WebhookDelivery,
    WebhookState,
)
from planner.webhooks import actions
from tests.support.stories.cast import Cast
from tests.webhooks.conftest import Make, send, set_goal
from tests.webhooks.receivers import Receiver, receiver

pytestmark = pytest.mark.databases("sqlite", "postgresql")
DAY = datetime.timedelta(days=1)
At = Callable[[datetime.timedelta], None]


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> At:
    """Says how long it is since now."""
    began = clock.now()

    def go(since: datetime.timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + since)

    go(datetime.timedelta())
    return go


def only(app: Flask) -> WebhookDelivery:
    with app.app_context():
        return db.session.scalars(select(WebhookDelivery)).one()


def state(app: Flask, webhook_id: int) -> WebhookState:
    with app.app_context():
        return db.session.get_one(Webhook, webhook_id).state


def test_it_is_sent_again_ever_later_and_then_given_up(
    app: Flask, cast: Cast, make: Make, here: Receiver, after: At
) -> None:
    here.status = 500
    make(here.url(), ["goal.created"])
    set_goal(app, cast)
    since, second = datetime.timedelta(), datetime.timedelta(seconds=1)
    for number, seconds in enumerate((*WEBHOOK_RETRIES, 0)):
        assert send(app) == 1
        assert send(app) == 0, "not before its time"
        tried = only(app)
        assert (tried.attempts, tried.status) == (number + 1, 500)
        assert tried.trouble is DeliveryTrouble.STATUS
        since += datetime.timedelta(seconds=seconds)
        after(since - second)
        assert send(app) == 0
        after(since)
    assert only(app).state is DeliveryState.GIVEN_UP
    assert len({each.headers["webhook-id"] for each in here.received}) == 1
    assert WEBHOOK_RETRIES == (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    after(since + 30 * DAY)
    assert send(app) == 0


def test_what_is_received_at_last_is_received(
    app: Flask, cast: Cast, make: Make, here: Receiver, after: At
) -> None:
    here.status = 503
    webhook_id = make(here.url(), ["goal.created"])
    set_goal(app, cast)
    send(app)
    with app.app_context():
        assert db.session.get_one(Webhook, webhook_id).failing_since == clock.now()
    here.status = 200
    after(datetime.timedelta(seconds=5))
    send(app)
    tried = only(app)
    assert (tried.state, tried.status, tried.trouble) == (DeliveryState.DELIVERED, 200, None)
    with app.app_context():
        assert db.session.get_one(Webhook, webhook_id).failing_since is None


def test_who_wants_no_more_is_sent_no_more(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    here.status = 410
    webhook_id = make(here.url(), ["goal.created"])
    set_goal(app, cast)
    set_goal(app, cast, "Another")
    send(app)
    assert state(app, webhook_id) is WebhookState.GONE
    set_goal(app, cast, "A third")
    assert send(app) == 0
    with app.app_context():
        states = set(db.session.scalars(select(WebhookDelivery.state)))
        assert states == {DeliveryState.GIVEN_UP}
        last = db.session.scalars(select(Event).where(Event.subject == "webhooks")).all()[-1]
        assert (last.type, last.changes) == ("webhook.updated", {"state": ["on", "gone"]})


def test_after_five_days_of_failures_it_is_switched_off_with_a_mail(
    app: Flask, cast: Cast, make: Make, here: Receiver, after: At
) -> None:
    here.status = 500
    webhook_id = make(here.url(), ["goal.created"])
    for days in range(5):
        after(days * DAY)
        set_goal(app, cast, f"Goal {days}")
        send(app)
        assert state(app, webhook_id) is WebhookState.ON
    after(5 * DAY)
    set_goal(app, cast, "The last one")
    send(app)
    assert state(app, webhook_id) is WebhookState.FAILING
    with app.app_context():
        mail = db.session.scalars(select(AccountMail)).one()
        assert (mail.person_id, mail.address) == (cast.anna.id, cast.anna.email)
        webhook, anna = db.session.get_one(Webhook, webhook_id), db.session.get_one(Person, 1)
        delivery = db.session.scalars(select(WebhookDelivery)).first()
        assert delivery is not None
        with pytest.raises(Refused):
            actions.retry(delivery)
        actions.switch_on(webhook, by=anna)
        actions.retry(delivery)
        db.session.commit()
    here.status = 204
    assert send(app) == 1, "nothing of what happened meanwhile, but what was asked for"


def test_a_receiver_that_is_dead_delays_no_other(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    """Ten of them, half of them dead; what is sent at once is sent at the same time."""
    with ExitStack() as running:
        good = [running.enter_context(receiver()) for _ in range(5)]
        bad = [running.enter_context(receiver(_waits_for(good))) for _ in range(5)]
        for there in (*bad, *good):
            make(there.url(), ["goal.created"])
        for number in range(3):
            set_goal(app, cast, f"Goal {number}")
        assert send(app) == 30
    assert [len(there.received) for there in good] == [3] * 5


def _waits_for(others: list[Receiver]) -> Callable[..., None]:
    """Answers when all others have all, and with nothing of use: a queue would never end."""

    def speak(_connection: object, _number: int) -> None:
        for other in others:
            other.wait_for(3)

    return speak


def test_deliveries_are_kept_for_thirty_days(
    app: Flask, cast: Cast, make: Make, here: Receiver, after: At
) -> None:
    make(here.url(), ["goal.created"])
    set_goal(app, cast)
    send(app)
    for days, left in ((29, 1), (30, 0)):
        after(days * DAY)
        with app.app_context():
            clearing.clear()
            assert len(db.session.scalars(select(WebhookDelivery)).all()) == left


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("said", ["soon", "5,,300", "-1", "1.5", "5 300"])
def test_wrong_retries_are_refused(said: str) -> None:
    with pytest.raises(WrongSetting, match="PLANNER_WEBHOOK_RETRIES"):
        from_environment(
            {
                "DATABASE_URL": "sqlite:////tmp/x",
                "SECRET_KEY": "x" * 32,
                "PLANNER_WEBHOOK_RETRIES": said,
            }
        )


@pytest.mark.databases("sqlite")
def test_retries_can_be_said() -> None:
    read = from_environment(
        {
            "DATABASE_URL": "sqlite:////tmp/x",
            "SECRET_KEY": "x" * 32,
            "PLANNER_WEBHOOK_RETRIES": "1, 2,3",
        }
    )
    assert read.webhook_retries == (1, 2, 3)
