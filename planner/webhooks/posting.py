"""Sends one message to one receiver, and reads of its answer no more than the status.

By hand over a socket: what a name leads to is looked at before anything is connected, and the time
holds for all of it, however slowly the other end speaks. Libraries limit each reading alone.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Final

from planner.actions.errors import Refused
from planner.models import DeliveryTrouble
from planner.setting_addresses import IpAddress, WebhookHosts
from planner.webhooks.addresses import ReceiverAddress, is_allowed, receiver_address_of

RECEIVER_SECONDS: Final = 15.0
_LONGEST_LINE: Final = 16 * 1024
_MOST_LINES: Final = 100
_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3})(?: [^\r\n]*)?\r?\n")
_SWITCHING: Final = 101


@dataclass(frozen=True, slots=True)
class AttemptOutcome:
    """Without a trouble it was received; `status` is what was answered, if anything was."""

    status: int | None = None
    trouble: DeliveryTrouble | None = None

    @property
    def is_received(self) -> bool:
        return self.trouble is None

    @property
    def is_gone(self) -> bool:
        """Whether the receiver wants no more."""
        return self.status == HTTPStatus.GONE


class _Failed(Exception):
    def __init__(self, trouble: DeliveryTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


async def post(
    url: str, body: bytes, headers: Mapping[str, str], hosts: WebhookHosts
) -> AttemptOutcome:
    """Send it once; whatever goes wrong is an outcome."""
    try:
        async with asyncio.timeout(RECEIVER_SECONDS):
            return _outcome(await _post(receiver_address_of(url, hosts), body, headers, hosts))
    except _Failed as error:
        return AttemptOutcome(trouble=error.trouble)
    except TimeoutError:
        return AttemptOutcome(trouble=DeliveryTrouble.TIMEOUT)
    except Refused:
        return AttemptOutcome(trouble=DeliveryTrouble.INSIDE)


def _outcome(status: int) -> AttemptOutcome:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return AttemptOutcome(status)
    is_redirect = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
    return AttemptOutcome(
        status, DeliveryTrouble.REDIRECT if is_redirect else DeliveryTrouble.STATUS
    )


async def _post(
    target: ReceiverAddress, body: bytes, headers: Mapping[str, str], hosts: WebhookHosts
) -> int:
    found = await _addresses(target)
    allowed = [address for address in found if is_allowed(target, address, hosts)]
    if not allowed:
        raise _Failed(DeliveryTrouble.INSIDE)
    reader, writer = await _connect(target, allowed)
    try:
        writer.write(_head(target, body, headers) + body)
        # Who answers before having read all may have said why.
        with suppress(ConnectionError):
            await writer.drain()
        return await _status(reader)
    except (ValueError, OSError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise _Failed(DeliveryTrouble.ANSWER) from error
    finally:
        writer.transport.abort()


async def _addresses(target: ReceiverAddress) -> list[IpAddress]:
    """What the name leads to, asked once: nothing is asked again when it is connected."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        named = dict.fromkeys(str(each[4][0]) for each in found)
        return [ipaddress.ip_address(each) for each in named]
    except (OSError, ValueError) as error:
        raise _Failed(DeliveryTrouble.NAME) from error


async def _connect(
    target: ReceiverAddress, allowed: list[IpAddress]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """To the first of these that can be reached."""
    context = _context() if target.is_encrypted else None
    named = target.host if target.is_encrypted else None
    failed = DeliveryTrouble.REFUSED
    for address in allowed:
        try:
            return await asyncio.open_connection(
                str(address),
                target.port,
                limit=_LONGEST_LINE,
                ssl=context,
                server_hostname=named,
            )
        except ssl.SSLError:
            failed = DeliveryTrouble.ENCRYPTION
        except OSError as error:
            if isinstance(error, TimeoutError):
                failed = DeliveryTrouble.TIMEOUT
    raise _Failed(failed)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _head(target: ReceiverAddress, body: bytes, headers: Mapping[str, str]) -> bytes:
    told = {
        "Host": target.named,
        "User-Agent": "planner",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    lines = [f"POST {target.path} HTTP/1.1", *(f"{name}: {text}" for name, text in told.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


async def _status(reader: asyncio.StreamReader) -> int:
    """Of the answer itself; those in between only say that it comes."""
    for _number in range(_MOST_LINES):
        found = _STATUS.fullmatch(await reader.readline())
        if found is None:
            break
        status = int(found[1])
        if status >= HTTPStatus.OK or status == _SWITCHING:
            return status
        for _line in range(_MOST_LINES):
            if not (await reader.readline()).strip():
                break
    raise _Failed(DeliveryTrouble.ANSWER)
