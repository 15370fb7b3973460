"""Does by the clock what is due and what no other process is doing.

Each process of the server has a thread for it. So nothing else has to be set up: no timer for the
night, and nobody who sends the mails.
"""

import threading
from collections.abc import Callable

import structlog
from flask import Flask

from planner.database import db
from planner.jobs import clearing, job_lock, nightly, outbox, password_mails, weeks

SECONDS = 20
_LOOK = 0.5

_Job = Callable[[], object]


def start_scheduler(app: Flask) -> threading.Thread | None:
    """Begin, unless the settings say that it is not for this server to do."""
    if not app.config["PLANNER"].clockwork:
        return None
    thread = threading.Thread(target=_run, args=(app,), name="scheduler")
    thread.start()
    return thread


def do_what_is_due() -> None:
    """Do everything that is due now; what fails is logged and tried at the next turn."""
    mails = (password_mails.send_waiting, outbox.send_due_mails, weeks.send_week_letters)
    for job in (_clear, _rate, *mails):
        _try(job)


def _run(app: Flask) -> None:
    """Until the process is told to stop; what is being done then is finished first."""
    while not _stopped_within(SECONDS):
        with app.app_context():
            do_what_is_due()


def _stopped_within(seconds: float) -> bool:
    # The interpreter waits for this thread at its end, so this thread looks whether that has come.
    main, nothing, waited = threading.main_thread(), threading.Event(), 0.0
    while main.is_alive() and waited < seconds:
        nothing.wait(_LOOK)
        waited += _LOOK
    return not main.is_alive()


def _try(job: _Job) -> None:
    try:
        job()
    except Exception:
        db.session.rollback()
        structlog.get_logger().exception("scheduler", job=job.__name__)
    finally:
        db.session.remove()


def _clear() -> None:
    if job_lock.take("clearing"):
        clearing.clear()
        job_lock.finish("clearing")


def _rate() -> None:
    """The night's rating: after midnight in the organisation's time zone, or as soon as somebody
    is there to do it."""
    if job_lock.take("rating"):
        for _batch in nightly.rate_active_plans():
            job_lock.go_on("rating")
        job_lock.finish("rating")
