"""Does by the clock what is due and what no other process is doing.

Each process of the server has a thread for it. So nothing else has to be set up: no timer for the
night, and nobody who sends the mails.
"""

import threading
from collections.abc import Callable

import structlog
from flask import Flask

from planner.database import db
from planner.jobs import (
    account_mails,
    clearing,
    connections,
    erasures,
    imports,
    introductions,
    involving,
    job_lock,
    leads,
    nightly,
    outbox,
    password_mails,
    signature_findings,
    sponsor_successions,
    weeks,
)

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
    accounts = (password_mails.send_waiting, account_mails.send_waiting)
    mails = (*accounts, outbox.send_due_mails, weeks.send_week_letters)
    at_night = (_clear, _rate, _involve, _pass_on, _find, _compare)
    waiting = (leads.place_waiting, leads.note_late, connections.compare, introductions.tell_asked)
    of_imports = (imports.start_waiting, imports.tell_ended, erasures.clean_up)
    for job in (*at_night, *waiting, *of_imports, *mails):
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


def _involve() -> None:
    """Each day: who is missing on a plan by a rule, and who has not answered in time."""
    if job_lock.take("involvement"):
        for _number in involving.involve():
            job_lock.go_on("involvement")
        job_lock.finish("involvement")


def _pass_on() -> None:
    """Each day: what waits for executives who are away."""
    if job_lock.take("sponsor successions"):
        for _number in sponsor_successions.pass_on_requests():
            job_lock.go_on("sponsor successions")
        job_lock.finish("sponsor successions")


def _find() -> None:
    """Each day: what is missing after signatures, and what speaks against renewals."""
    if job_lock.take("signature findings"):
        for _batch in signature_findings.find():
            job_lock.go_on("signature findings")
        job_lock.finish("signature findings")


def _compare() -> None:
    """Each day: at which customers somebody is known."""
    if job_lock.take("connections"):
        connections.compare_again()
        job_lock.finish("connections")
