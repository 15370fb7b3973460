"""How often the form may be sent, from one place and at all; and each copy of it once.

Whoever sends waits for others who do, so that many at once do not slip through together.
"""

import datetime
import hashlib
import hmac
import ipaddress
import secrets
from math import ceil

from sqlalchemy import ColumnElement, and_, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import db
from planner.models import LeadAttempt, LeadKey
from planner.queries.maturity import organisation

FROM_ONE_ADDRESS = datetime.timedelta(minutes=10)
AT_ALL = datetime.timedelta(hours=1)
"""Within which time the form is sent so often at most as the thresholds say."""

_THE_FORM, _COPY = "form", "copy "
_NETWORK = 64
"""So many bits of an address of IPv6 are those of one household or office."""


class TooOften(Exception):
    """The form was sent too often; it is taken again after so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def count_address(address: str) -> None:
    """Raise TooOften for what comes from one place too often; commit before going on."""
    _forget()
    _count(hash_of(address), _limits().lead_rate, FROM_ONE_ADDRESS)


def count_form() -> None:
    """The same for the form at all. Counted is only what passes for somebody's own."""
    _count(_THE_FORM, _limits().form_rate, AT_ALL)


def take_turn() -> None:
    """Wait for others who send something, and let others wait until the commit: what comes twice in
    the same instant is told apart no more than what comes twice in a minute."""
    _key_of_today()


def is_first_of(copy: str) -> bool:
    """Whether this copy of the form was not sent before."""
    take_turn()
    whom = hashlib.sha256(f"{_COPY}{copy}".encode()).hexdigest()
    return _number(whom) == 0 and _add(whom, datetime.timedelta(hours=_limits().form_hours))


def hash_of(address: str) -> str:
    """What is kept of an address instead of it: nobody can find it again once the day is over."""
    key = bytes.fromhex(_key_of_today())
    return hmac.new(key, _place(address).encode(), hashlib.sha256).hexdigest()


def _limits() -> SignatureThresholds:
    return organisation.signature_thresholds()


def _place(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, _NETWORK), strict=False))
    return str(found)


def _key_of_today() -> str:
    """Locked until the commit. The first of a day throws away the key of the day before."""
    today = clock.today()
    held = select(LeadKey.key).where(LeadKey.on == today).with_for_update()
    key = db.session.scalar(held)
    if key is None:
        _begin_day(today)
        key = db.session.scalars(held).one()
    return key


def _begin_day(today: datetime.date) -> None:
    try:
        with db.session.begin_nested():
            db.session.execute(insert(LeadKey).values(on=today, key=secrets.token_hex(32)))
    except IntegrityError:
        return  # somebody was faster
    db.session.execute(delete(LeadKey).where(LeadKey.on != today))


def _count(whom: str, most: int, within: datetime.timedelta) -> None:
    if _number(whom) >= most:
        raise TooOften(_seconds_left(whom))
    _add(whom, within)


def _number(whom: str) -> int:
    waiting = select(func.count()).select_from(LeadAttempt)
    return db.session.scalars(waiting.where(_counts(whom))).one()


def _counts(whom: str) -> ColumnElement[bool]:
    return and_(LeadAttempt.whom == whom, LeadAttempt.forgotten_at > clock.now())


def _add(whom: str, within: datetime.timedelta) -> bool:
    forgotten_at = clock.now() + within
    db.session.execute(insert(LeadAttempt).values(whom=whom, forgotten_at=forgotten_at))
    return True


def _seconds_left(whom: str) -> int:
    waiting = select(LeadAttempt.forgotten_at).where(_counts(whom))
    first = db.session.scalar(waiting.order_by(LeadAttempt.forgotten_at).limit(1))
    left = (first - clock.now()).total_seconds() if first else 0
    return max(1, ceil(left))


def _forget() -> None:
    db.session.execute(delete(LeadAttempt).where(LeadAttempt.forgotten_at <= clock.now()))
