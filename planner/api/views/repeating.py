"""Requests that may be sent again: with the same key the first answer is given again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import Response, g, request

from planner.api import repeats
from planner.api.problems import FieldError, Problem
from planner.api.views import answers
from planner.api.views.limits import LARGEST_BODY
from planner.database import db
from planner.models import ApiAnswer
from planner.models.people.api_token import KEY_LENGTH
from planner.words import gettext

HEADER: Final = "Idempotency-Key"
_REPLAYED: Final = {"Idempotency-Replayed": "true"}
_begun: set[tuple[str, str]] = set()
_lock = threading.Lock()


@contextmanager
def under_way() -> Iterator[None]:
    """Raise Problem where the same is just being done by this process. Looked at before anything of
    the database: there the second would wait for the first, and find its answer."""
    key = _key()
    if key is None:
        yield
        return
    mine = (request.headers.get("Authorization", ""), key)
    with _lock:
        if mine in _begun:
            raise _still_under_way()
        _begun.add(mine)
    try:
        yield
    finally:
        with _lock:
            _begun.discard(mine)


def replayed(token_id: int) -> Response | None:
    """The first answer to the same request, if there was one."""
    key = _key()
    if key is None:
        return None
    if not repeats.is_alone(f"{token_id} {key}"):
        raise _still_under_way()
    body = request.get_data() if (request.content_length or 0) <= LARGEST_BODY else b""
    said = repeats.digest(request.method, request.full_path, body)
    found = repeats.answer_kept(token_id, key)
    if found is None:
        g.api_repeat = ApiAnswer(token_id=token_id, key=key, request_digest=said)
        return None
    if found.request_digest != said:
        error = gettext("This key was sent with another request. Take a new one for each.")
        raise Problem("validation", error, errors=(FieldError("", error),))
    answer = Response(found.body, found.status, mimetype=answers.JSON)
    told = {"Location": found.location, "ETag": found.version}
    answer.headers.update({name: value for name, value in told.items() if value})
    answer.headers.update(_REPLAYED)
    return answer


def committed(answer: Response, but: str = "") -> Response:
    """Commit what was done, and with it what is answered, if it may be asked for again; `but` is
    the name of what is told once only, and not kept."""
    kept: ApiAnswer | None = g.pop("api_repeat", None)
    if kept is not None:
        kept.status = answer.status_code
        kept.location = answer.headers.get("Location")
        kept.version = answer.headers.get("ETag")
        kept.body = _without(answer, but)
        repeats.keep_answer(kept)
    db.session.commit()
    return answer


def _without(answer: Response, name: str) -> str:
    if not name:
        return answer.get_data(as_text=True)
    document = {key: value for key, value in answer.get_json().items() if key != name}
    return answers.as_json(document).get_data(as_text=True)


def _key() -> str | None:
    if request.method != "POST":
        return None
    key = request.headers.get(HEADER)
    if key is not None and not 1 <= len(key) <= KEY_LENGTH:
        said = gettext("%(name)s: write 1 to %(most)d characters.", name=HEADER, most=KEY_LENGTH)
        raise Problem("request", said)
    return key


def _still_under_way() -> Problem:
    return Problem("conflict", gettext("The same request is still under way. Ask again later."))
