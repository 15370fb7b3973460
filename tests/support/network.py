"""Tests reach nothing outside this machine."""

import ipaddress
import socket
from collections.abc import Callable
from functools import wraps
from typing import Any

_REACH = ("connect", "connect_ex", "sendto", "sendmsg")
_ASK = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")


class NetworkRefused(BaseException):
    """A test tried to leave the machine. No Exception, so that nothing catches it by accident."""


def is_own(host: object) -> bool:
    """Whether this host, by name or number, is this machine."""
    if host in (None, "", b"", "localhost", b"localhost", socket.gethostname()):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def forbid() -> None:
    """From now on this process reaches only itself and its neighbours on this machine.

    What leads out is guarded itself. A hook of the interpreter's audit would be asked of a million
    other things as well, each `id()` among them: a fiftieth of the time of tests of pages, and a
    twentieth of that of collecting them.
    """
    for name in _REACH:
        setattr(socket.socket, name, _not_reaching(getattr(socket.socket, name)))
    for name in _ASK:
        setattr(socket, name, _not_asking(getattr(socket, name)))


def _not_reaching(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def guarded(own: socket.socket, *given: Any) -> Any:
        address = given[-1]  # a path, where it is of no network; without one, connected before
        if isinstance(address, tuple) and address and not is_own(address[0]):
            raise NetworkRefused(f"A test tried to reach {address[0]}.")
        return method(own, *given)

    return guarded


def _not_asking(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def guarded(host: object, *given: Any, **more: Any) -> Any:
        if not is_own(host):
            raise NetworkRefused(f"A test asked for the address of {host!r}.")
        return function(host, *given, **more)

    return guarded
