"""How long messages take to ten receivers of which half are dead: `make bench-webhooks`.

10,000 events within a minute on 100 plans in SQLite; five receivers answer at once, five take every
connection and never say anything. `OPTIONS="1000 6"` takes 1,000 events in 6 seconds.
"""

import json
import socket
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from planner import clock, create_app
from planner.cli.database import upgrade_to_head
from planner.config import Settings
from planner.database import db
from planner.jobs import webhooks as jobs
from planner.models import Event, Goal, Person, Plan
from planner.planfiles import importing
from planner.setting_addresses import webhook_hosts
from planner.webhooks import actions
from tools.bench import plans

_RECEIVERS, _PLANS = 10, 100
_WITHIN = 600
"""Seconds to wait for the last message."""


@dataclass
class Sink:
    """A receiver; `arrived` is when each event came, by its number."""

    answers: bool
    arrived: dict[int, float] = field(default_factory=dict)
    kept: list[socket.socket] = field(default_factory=list)
    port: int = 0

    def listen(self) -> None:
        listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = listening.getsockname()[1]
        for _number in range(4):
            threading.Thread(target=self._serve, args=(listening,), daemon=True).start()

    def _serve(self, listening: socket.socket) -> None:
        while True:
            connection, _address = listening.accept()
            if self.answers:
                with suppress(OSError, ValueError), connection:
                    self._answer(connection)
            else:
                self.kept.append(connection)

    def _answer(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65_536)
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        self.arrived.setdefault(json.loads(body)["data"]["event"], time.monotonic())


def main() -> None:
    events, seconds = (int(each) for each in (sys.argv[1:3] or ("10000", "60")))
    sinks = [Sink(answers=number % 2 == 0) for number in range(_RECEIVERS)]
    for sink in sinks:
        sink.listen()
    with tempfile.TemporaryDirectory() as name:
        app = _filled(Path(name), sinks)
        jobs.start_sending(app)
        committed = _happen(app, events, seconds)
        good = [sink for sink in sinks if sink.answers]
        last = time.monotonic() + _WITHIN
        while time.monotonic() < last and any(len(sink.arrived) < events for sink in good):
            time.sleep(0.5)
        delays = sorted(
            sink.arrived[number] - at
            for sink in good
            for number, at in committed.items()
            if number in sink.arrived
        )
        _tell(delays, len(good) * events, committed)


def _filled(folder: Path, sinks: list[Sink]) -> Flask:
    settings = Settings(
        f"sqlite:///{folder / 'webhooks.sqlite'}",
        folder,
        secret_key="bench",  # noqa: S106 - signs nothing but these messages
        webhook_hosts=webhook_hosts("127.0.0.1"),
    )
    app = create_app(settings)
    with app.app_context():
        upgrade_to_head()
        for number in range(_PLANS):
            importing.import_document(plans.document(number, clock.today()), by=None)
        db.session.commit()
        owner = db.session.scalars(select(Person).order_by(Person.id)).first()
        if owner is None:
            raise RuntimeError("Nobody is there.")
        owner.is_auditor = True  # who sees all
        for sink in sinks:
            url = f"http://127.0.0.1:{sink.port}/"
            actions.make(owner, url, ["goal.updated"], by=None)
        db.session.commit()
    return app


def _happen(app: Flask, events: int, seconds: int) -> dict[int, float]:
    """When each event was committed, by its number."""
    began, committed = time.monotonic(), dict[int, float]()
    with app.app_context():
        things = db.session.execute(
            select(Goal.id, Goal.plan_id, Plan.customer_id).join(Plan, Plan.id == Goal.plan_id)
        ).all()
        for number in range(events):
            time.sleep(max(0.0, began + seconds * number / events - time.monotonic()))
            goal_id, plan_id, customer_id = things[number % len(things)]
            # As an action leaves it, without rating the plan anew, which takes longer.
            event = Event(
                type="goal.updated",
                plan_id=plan_id,
                customer_id=customer_id,
                subject=Goal.__tablename__,
                subject_id=goal_id,
                subject_name="Goal",
                changes={},
            )
            db.session.add(event)
            db.session.commit()
            committed[event.id] = time.monotonic()
    print(f"{events} events in {time.monotonic() - began:.0f} s", flush=True)
    return committed


def _tell(delays: list[float], expected: int, committed: dict[int, float]) -> None:
    if len(delays) < expected:
        print(f"only {len(delays)} of {expected} messages have arrived")
    if delays:
        cuts = statistics.quantiles(delays, n=100)
        print(
            f"{len(committed)} events, {len(delays)} messages to good receivers: delay median"
            f" {cuts[49]:.2f} s, 95 % {cuts[94]:.2f} s, 99 % {cuts[98]:.2f} s,"
            f" longest {delays[-1]:.2f} s"
        )


if __name__ == "__main__":
    main()
