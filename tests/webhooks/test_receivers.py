"""Receivers that are slow, lead on, talk nonsense, lie inside, change their address or are gone."""

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from planner.models import DeliveryTrouble
from planner.setting_addresses import WebhookHosts, webhook_hosts
from planner.webhooks import posting
from planner.webhooks.posting import AttemptOutcome
from tests.support.browsers import loops
from tests.support.production import free_port
from tests.webhooks.receivers import CERTIFICATE, answers, receiver, says

HERE = webhook_hosts("127.0.0.0/8")


@pytest.fixture(autouse=True)
def _no_setting(app: Flask) -> None:
    """Of the folder's; what is allowed is said here."""


def post(url: str, hosts: WebhookHosts = HERE, body: bytes = b"{}") -> AttemptOutcome:
    return loops.run(posting.post(url, body, {"webhook-id": "msg_1"}, hosts))


def leading(*addresses: str) -> Callable[..., Any]:
    """Each time that a name is asked for it leads elsewhere, in the end always to the last."""
    ask, left = socket.getaddrinfo, list(addresses)

    def asked(host: Any, port: Any, *given: Any, **more: Any) -> Any:
        if host != "changes.example":
            return ask(host, port, *given, **more)
        now = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (now, port))]

    return asked


def dribbles(connection: socket.socket, _number: int) -> None:
    while True:
        connection.sendall(b"H")
        time.sleep(0.02)


def sleeps(connection: socket.socket, _number: int) -> None:
    connection.recv(1)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_received(status: int) -> None:
    with receiver(answers(status)) as there:
        assert post(there.url()) == AttemptOutcome(status)
    assert there.bodies == [b"{}"]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        *((status, DeliveryTrouble.REDIRECT) for status in (301, 302, 303, 307, 308)),
        *((status, DeliveryTrouble.STATUS) for status in (400, 404, 410, 500, 503)),
    ],
)
def test_redirects_are_not_followed_and_all_else_is_not_received(
    status: int, trouble: DeliveryTrouble
) -> None:
    with (
        receiver() as elsewhere,
        receiver(answers(status, f"Location: {elsewhere.url()}")) as there,
    ):
        assert post(there.url()) == AttemptOutcome(status, trouble)
    assert elsewhere.received == []


def test_an_answer_in_between_is_none() -> None:
    between = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    with receiver(says(between)) as there:
        assert post(there.url()) == AttemptOutcome(200)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200",
        b"\xff" * 100_000,
        b"HTTP/1.1 100 Continue\r\n" * 1_000,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000,
    ],
)
def test_nonsense_is_no_answer(said: bytes) -> None:
    with receiver(says(said)) as there:
        assert post(there.url()) == AttemptOutcome(None, DeliveryTrouble.ANSWER)


@pytest.mark.parametrize("speak", [dribbles, sleeps])
def test_the_time_holds_for_all_of_it(speak: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert posting.RECEIVER_SECONDS == 15
    monkeypatch.setattr(posting, "RECEIVER_SECONDS", 0.2)
    with receiver(speak) as there:
        assert post(there.url()) == AttemptOutcome(None, DeliveryTrouble.TIMEOUT)
    assert len(there.received) == 1


def test_nobody_there_and_no_such_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(f"http://127.0.0.1:{free_port()}") == AttemptOutcome(None, DeliveryTrouble.REFUSED)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert post("http://nobody.example/") == AttemptOutcome(None, DeliveryTrouble.NAME)


def test_what_leads_inside_is_not_even_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leading("127.0.0.1"))
    with receiver(tls=True) as there:
        url = there.url(host="changes.example", scheme="https")
        assert post(url, WebhookHosts()) == AttemptOutcome(None, DeliveryTrouble.INSIDE)
        assert post(there.url(), WebhookHosts()) == AttemptOutcome(None, DeliveryTrouble.INSIDE)
        plain = there.url(host="changes.example")
        assert post(plain, webhook_hosts("10.0.0.0/8")) == AttemptOutcome(
            None, DeliveryTrouble.INSIDE
        )
    assert there.received == []


def test_a_name_that_leads_elsewhere_after_it_was_looked_at_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with receiver() as outside:
        monkeypatch.setattr(socket, "getaddrinfo", leading("127.0.0.1", "10.0.0.1"))
        hosts = webhook_hosts("127.0.0.1")
        url = outside.url(host="changes.example")
        assert post(url, hosts) == AttemptOutcome(204)
        assert outside.received[0].headers["Host"] == f"changes.example:{outside.port}"
        assert post(url, hosts) == AttemptOutcome(None, DeliveryTrouble.INSIDE), (
            "asked anew each time"
        )


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its certificate counts as if a known authority had signed it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    posting._context.cache_clear()  # noqa: SLF001 - it was made without
    yield
    posting._context.cache_clear()  # noqa: SLF001 - others do not trust it


@pytest.mark.usefixtures("trusting")
def test_the_certificate_is_looked_at_by_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leading("127.0.0.1"))
    with receiver(tls=True) as there:
        assert post(there.url(scheme="https")) == AttemptOutcome(204)
        url = there.url(scheme="https", host="changes.example")
        assert post(url) == AttemptOutcome(None, DeliveryTrouble.ENCRYPTION), "it is of 127.0.0.1"


def test_an_unknown_authority_is_not_trusted() -> None:
    with receiver(tls=True) as there:
        assert post(there.url(scheme="https")) == AttemptOutcome(None, DeliveryTrouble.ENCRYPTION)
    assert there.received == []


def test_a_large_message_arrives_whole() -> None:
    body = "Ä".encode() * 1_000_000
    with receiver() as there:
        assert post(there.url(), body=body) == AttemptOutcome(204)
    assert there.bodies == [body]
