"""Signing in and out, and slowing down whoever guesses passwords.

Signing in takes three steps, each in a transaction of its own: an attempt is counted before it is
made, so that many at once do not slip through; the slow check of the password holds no lock; and
only then a session begins.
"""

import datetime
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Executable, Select, bindparam, case, delete, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from planner import clock
from planner.access import TABLE, Standing, decided
from planner.actions.errors import Refused
from planner.actions.people import passwords, people
from planner.database import db, named, only_reading, rows
from planner.models import Person, Session, SignInFailures
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from planner.queries.people.waiting import Waiting, numbers_waiting

FAILURES_ALLOWED = 10
"""By one name from one address, or from a browser that somebody has signed in with before."""
FAILURES_OF_MANY = 100
"""By one name from anywhere, or by any name from one address: a whole office can share that."""
PAUSE = datetime.timedelta(seconds=30)
"""Between two attempts, once there were too many: slower, and nobody is shut out."""
FORGOTTEN_AFTER = datetime.timedelta(minutes=15)
SESSIONS_KEPT = 20


def count_attempt(email: str, *, address: str, browser: str | None = None) -> None:
    """Count an attempt as failed until it succeeds; commit before going on.

    Raise Refused after too many failures, while the pause after the last one lasts. A `browser`
    in which this name has signed in before is counted by itself, so that others do not slow it.
    """
    counts = [_count(whom, most) for whom, most in _guards(email, address, browser)]
    _forget_old_failures()
    if not all(counts):
        raise Refused("Too many attempts. Wait half a minute and try again.")


def recognise(email: str, password: str) -> Person | None:
    """The person of this name and password. Takes long on purpose, and changes nothing."""
    with only_reading():
        person = people.find_by_email(email)
    return person if passwords.matches(person, password) else None


def sign_in(person: Person, *, email: str, address: str, browser: str | None = None) -> str | None:
    """A token for the browser of somebody who was just recognised by `email`.

    None when the password was changed, or the person switched off, in that very moment.
    """
    known_by = person.password_hash
    db.session.refresh(person, with_for_update=True)
    if person.password_hash != known_by or not person.is_active:
        return None
    forget_failures(email, address=address, browser=browser)
    return begin_session(person)


def forget_failures(email: str, *, address: str, browser: str | None = None) -> None:
    """Start counting anew, for somebody who has shown to know the password; what others have tried
    from the same address stays counted."""
    of_address = _of_address(address)
    guards = [whom for whom, _most in _guards(email, address, browser) if whom != of_address]
    db.session.execute(delete(SignInFailures).where(SignInFailures.whom.in_(guards)))


def begin_session(person: Person) -> str:
    """A new session's token. The oldest sessions end when there are very many."""
    token = secrets.token_urlsafe(32)
    db.session.add(Session(token_digest=passwords.digest(token), person_id=person.id))
    db.session.flush()
    mine = select(Session.id).where(Session.person_id == person.id)
    kept = mine.order_by(Session.id.desc()).limit(SESSIONS_KEPT)
    db.session.execute(
        delete(Session).where(Session.person_id == person.id, Session.id.not_in(kept))
    )
    return token


@dataclass(frozen=True, slots=True)
class Reader:
    """All that the program knows of somebody, what the organisation has decided about their rights,
    and what waits for them: two that are equal may do and are told the same."""

    person: tuple[object, ...]
    decisions: tuple[str | None, str | None]
    waits: Waiting


@dataclass(frozen=True, slots=True)
class FoundSession:
    """Who is signed in with a browser; the same as a reader, where it was counted what waits."""

    person: Person
    reader: Reader | None


_COLUMNS = tuple(inspect(Person).column_attrs.keys())
_DECISIONS = (decided.part_of(ADMINISTRATORS_SEE_PLANS), decided.part_of(AGES_VISIBLE_TO))
_WHO, _WAITS = len(_COLUMNS), len(_COLUMNS) + len(_DECISIONS)


def _of_session(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .join(Session, Session.person_id == Person.id)
        .where(Session.token_digest == bindparam("digest"), Person.is_active)
    )


@cache
def _session(_table: tuple[frozenset[Standing], ...], is_counted: bool) -> Executable:
    """Kept by the table of who may do what, which it is built from."""
    waits = numbers_waiting(Session.person_id) if is_counted else ()
    # A person whom this transaction knows already is read anew.
    return named(_of_session(Person, *_DECISIONS, *waits).execution_options(populate_existing=True))


@cache
def _reader(_table: tuple[frozenset[Standing], ...]) -> Executable:
    """The same in plain rows, which takes a third of the time."""
    columns = [getattr(Person, name) for name in _COLUMNS]
    return named(_of_session(*columns, *_DECISIONS, *numbers_waiting(Session.person_id)))


def find_session(token: str, *, is_counted: bool = True) -> FoundSession | None:
    """Who is behind a browser's token and, if it is to be counted, what waits for that one.

    None once it has ended. One statement, since every request begins with it; what the rights of
    the person depend on comes along. Counting takes most of its time.
    """
    asked = {"digest": passwords.digest(token)}
    statement = _session(tuple(TABLE.values()), is_counted)
    found = db.session.execute(statement, asked).one_or_none()
    if found is None:
        return None
    person, administrators_see_plans, ages_visible_to, *numbers = found
    decided.remember(administrators_see_plans, ages_visible_to)
    if not is_counted:
        return FoundSession(person, None)
    values = tuple(getattr(person, name) for name in _COLUMNS)
    decisions = (administrators_see_plans, ages_visible_to)
    return FoundSession(person, Reader(values, decisions, Waiting(*numbers)))


def person_of(reader: Reader) -> Person:
    """A reader of this transaction as what the models read, without asking again."""
    decided.remember(*reader.decisions)
    identity = identity_key(Person, reader.person[_COLUMNS.index("id")])
    person = db.session.identity_map.get(identity) or _as_loaded()
    for name, value in zip(_COLUMNS, reader.person, strict=True):
        set_committed_value(person, name, value)
    if person not in db.session:
        make_transient_to_detached(person)
        db.session.add(person)
    return person


def _as_loaded() -> Person:
    """Nobody yet, made as the models make whom they have read."""
    return inspect(Person).class_manager.new_instance()


def reader_behind(digest: str) -> Reader | None:
    """Whom the token with this digest stands for, and nothing of the models; one statement."""
    found = rows(_reader(tuple(TABLE.values())), digest=digest)
    if not found:
        return None
    row = tuple(found[0])
    administrators_see_plans, ages_visible_to = row[_WHO:_WAITS]
    decisions = (administrators_see_plans, ages_visible_to)
    return Reader(row[:_WHO], decisions, Waiting(*row[_WAITS:]))


def sign_out(token: str) -> None:
    """End the session of this token; other browsers stay signed in."""
    db.session.execute(delete(Session).where(Session.token_digest == passwords.digest(token)))


def _guards(email: str, address: str, browser: str | None) -> list[tuple[str, int]]:
    """By what an attempt is counted, and how often it may fail."""
    name = email.strip().lower()
    if browser is not None:
        return [(passwords.digest(f"browser {browser} name {name}"), FAILURES_ALLOWED)]
    return [
        (passwords.digest(f"name {name} address {address}"), FAILURES_ALLOWED),
        (passwords.digest(f"name {name}"), FAILURES_OF_MANY),
        (_of_address(address), FAILURES_OF_MANY),
    ]


def _of_address(address: str) -> str:
    return passwords.digest(f"address {address}")


def _count(whom: str, most: int) -> bool:
    """One failure more, in one statement, however many are counted at once; whether it may be
    tried now. Who goes on trying during the pause does not wait the longer for it."""
    now = clock.now()
    kept = SignInFailures
    forgotten_at = now + FORGOTTEN_AFTER
    is_old = kept.forgotten_at <= now
    may_try = is_old | (kept.count < most) | (kept.forgotten_at <= forgotten_at - PAUSE)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(kept)
        .values(whom=whom, count=1, forgotten_at=forgotten_at)
        .on_conflict_do_update(
            index_elements=[kept.whom],
            set_={
                "count": case((is_old, 1), (may_try, kept.count + 1), else_=kept.count),
                "forgotten_at": case((may_try, forgotten_at), else_=kept.forgotten_at),
            },
        )
        .returning(kept.forgotten_at)
    )
    return db.session.scalars(statement).one() == forgotten_at


def _forget_old_failures() -> None:
    """Rows that somebody else is just counting on are left for the next time."""
    old = select(SignInFailures.whom).where(SignInFailures.forgotten_at <= clock.now())
    unlocked = old.with_for_update(skip_locked=True)
    db.session.execute(
        delete(SignInFailures)
        .where(SignInFailures.whom.in_(unlocked))
        .execution_options(synchronize_session=False)
    )
