"""How long a browser stays signed in: so long without use, and so long altogether.

When it began and was last used stands in the signed cookie of that browser alone, so that nothing
is kept of when somebody works. Real time counts, also where the program is told a day.
"""

import time

from flask import current_app, request, session
from flask.sessions import SessionMixin

from planner.config import Settings

NAMES = _BEGUN, _USED = "begun", "used"
"""What the cookie keeps of it."""
_HOUR, _DAY = 60 * 60, 24 * 60 * 60
_ROUGHLY = 60
"""Seconds after which a use is written down anew."""
# Pages ask by themselves there, whether or not somebody sits before them.
_NO_USE = frozenset({"changes", "listeners", "polled_pages", "presences", "sections", "streams"})


def seconds() -> int:
    return int(time.time())


def note_sign_in() -> None:
    """This browser has just been signed in."""
    session[_BEGUN] = session[_USED] = seconds()


def is_over() -> bool:
    """Whether the browser has to sign in again; else this request is a use of it."""
    if _BEGUN not in session:
        note_sign_in()  # of a program that had no limits yet
    unused, is_within = _since(session, current_app.config["PLANNER"])
    if not is_within:
        return True
    if unused > _ROUGHLY and request.blueprint not in _NO_USE:
        session[_USED] = seconds()
    return False


def is_noted(kept: SessionMixin, settings: Settings) -> bool:
    """Whether the browser is signed in, and was used so lately that nothing is to be written."""
    unused, is_within = _since(kept, settings)
    return is_within and unused <= _ROUGHLY


def _since(kept: SessionMixin, settings: Settings) -> tuple[int, bool]:
    """For how many seconds it was not used, and whether it is within its limits."""
    now = seconds()
    unused, lasted = now - kept[_USED], now - kept[_BEGUN]
    is_used = unused <= settings.session_idle_hours * _HOUR
    return unused, is_used and lasted <= settings.session_days * _DAY
