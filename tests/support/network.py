"""Tests reach nothing outside this machine."""

import ipaddress
import socket
import sys
from typing import Any

REFUSED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
NAMES = {"socket.getaddrinfo", "socket.gethostbyname"}


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


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in REFUSED:
        address = arguments[1]
        if isinstance(address, tuple) and not is_own(address[0]):
            raise NetworkRefused(f"A test tried to reach {address[0]}.")
    elif event in NAMES and not is_own(arguments[0]):
        raise NetworkRefused(f"A test asked for the address of {arguments[0]}.")


def forbid() -> None:
    """From now on this process reaches only itself and its neighbours on this machine."""
    sys.addaudithook(_watch)
