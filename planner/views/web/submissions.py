"""A form that is sent twice does its work once."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from flask import request
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.database import db
from planner.models import Submission
from planner.views.web.addresses import came_from
from planner.views.web.current import me
from planner.views.web.replies import reloaded

ViewFunction = TypeVar("ViewFunction", bound=Callable[..., object])
REMEMBERED = datetime.timedelta(days=7)
"""A day longer than browsers send again by themselves what they have kept: see static/outbox.js."""


def once(view: ViewFunction) -> ViewFunction:
    """For views that create something: the second of two equal submissions changes nothing.

    The submission's token is written in the same transaction as what it creates, so it is only
    known once the work is done; a second request waits for the first and then finds it.
    """

    @wraps(view)
    def guarded(*arguments: object, **named: object) -> object:
        token = request.form.get("submission", "")
        if not token or len(token) > Submission.token.type.length:
            return view(*arguments, **named)
        if not _is_first(token):
            return reloaded(came_from())
        return view(*arguments, **named)

    return cast(ViewFunction, guarded)


def _is_first(token: str) -> bool:
    today = clock.today()
    try:
        known = select(Submission.token).where(Submission.token == token)
        if db.session.scalar(known) is not None:
            return False
        db.session.execute(delete(Submission).where(Submission.sent_on < today - REMEMBERED))
        db.session.add(Submission(token=token, person_id=me().id, sent_on=today))
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        return False
    return True
