"""Tests reach nothing outside this machine, whatever way the program takes."""

import asyncio
import smtplib
import socket
from collections.abc import Callable
from urllib.request import urlopen

import pytest

from tests.support.browsers import loops
from tests.support.network import NetworkRefused

# Of documentation, behind which nobody listens.
ELSEWHERE = "192.0.2.1"


def of_a_coroutine() -> None:
    loops.run(asyncio.open_connection(ELSEWHERE, 9))


def of_a_datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(b"x", (ELSEWHERE, 9))


WAYS: dict[str, Callable[[], object]] = {
    "page": lambda: urlopen(f"http://{ELSEWHERE}:9/"),
    "page of a name": lambda: urlopen("http://example.org/"),
    "mail": lambda: smtplib.SMTP(ELSEWHERE, 9),
    "connection": lambda: socket.create_connection((ELSEWHERE, 9)),
    "name": lambda: socket.gethostbyname("example.org"),
    "address": lambda: socket.getaddrinfo("example.org", 9),
    "coroutine": of_a_coroutine,
    "datagram": of_a_datagram,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_is_elsewhere_is_refused(way: Callable[[], object]) -> None:
    with pytest.raises(NetworkRefused):
        way()


def test_what_is_here_is_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as here,
        socket.create_connection(("localhost", here.getsockname()[1])) as out,
    ):
        assert out.getpeername()[0] == "127.0.0.1"
