"""What was answered to a request with a key, so that the same again does nothing again."""

import hashlib

from sqlalchemy import delete, func, select

from planner import clock
from planner.database import db
from planner.models import ApiAnswer
from planner.models.people.api_token import ANSWERS_KEPT


def digest(method: str, path: str, body: bytes) -> str:
    """By which two requests are the same."""
    return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()


def answer_kept(token_id: int, key: str) -> ApiAnswer | None:
    """What was answered under this key in the last 24 hours."""
    wanted = select(ApiAnswer).where(
        ApiAnswer.token_id == token_id,
        ApiAnswer.key == key,
        ApiAnswer.made_at > clock.now() - ANSWERS_KEPT,
    )
    return db.session.scalar(wanted)


def keep_answer(answer: ApiAnswer) -> None:
    """Keep an answer in the transaction of what it tells of."""
    forget_answers()
    answer.made_at = clock.now()
    db.session.add(answer)
    db.session.flush()


def forget_answers() -> None:
    """What is past its time."""
    db.session.execute(delete(ApiAnswer).where(ApiAnswer.made_at <= clock.now() - ANSWERS_KEPT))


def is_alone(name: str) -> bool:
    """Whether nobody else is at the same until the end of this transaction. SQLite has one writer
    at a time, so that whoever comes later has waited and finds the answer."""
    if db.engine.dialect.name != "postgresql":
        return True
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    return bool(db.session.scalar(select(func.pg_try_advisory_xact_lock(number))))
