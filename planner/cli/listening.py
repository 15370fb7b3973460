"""Where the server listens, held by its first process alone.

The processes that answer share the port by asking for it each, which the system grants to any
program of the same user that asks so. So the first process binds it as its own before them and
keeps it: a second server finds it taken, instead of getting every other connection.
"""

import errno
import socket
import sys
import time

from planner.config import Settings, WrongSetting

_LOOK_AGAIN = 0.1
_PATIENCE = 2.0
"""Seconds in which the processes of a server that was killed have let go of the port."""


def hold(settings: Settings) -> tuple[str, socket.socket]:
    """The address to listen at, as a number, and what holds it as long as it is kept.

    Raises WrongSetting where nothing can listen there.
    """
    try:
        family, _kind, _protocol, _name, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        held = _bound_with_patience(family, address)
    except OSError as error:
        raise WrongSetting(_said(settings, error)) from error
    _share_with_own_processes(held)
    return str(address[0]), held


def _bound_with_patience(family: int, address: object) -> socket.socket:
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            return _bound(family, address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > last:
                raise
            time.sleep(_LOOK_AGAIN)


def _bound(family: int, address: object) -> socket.socket:
    held = socket.socket(family, socket.SOCK_STREAM)
    try:
        # Otherwise connections that have just ended would keep the port for minutes.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(address)  # type: ignore[arg-type]  # as the system has named it
    except OSError:
        held.close()
        raise
    return held


def _share_with_own_processes(held: socket.socket) -> None:
    """Bound alone, and shared from now on with those who ask for a share: a second server, which
    asks to be alone first, is refused."""
    if sys.platform == "linux":
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    else:
        held.close()  # elsewhere there is one socket, which the server hands on


def _said(settings: Settings, error: OSError) -> str:
    where = settings.listening_at
    if error.errno == errno.EADDRINUSE:
        return f"PORT: {where} is in use: address already in use by another server or program."
    return f"HOST, PORT: nothing can listen at {where}: {error.strerror}."
