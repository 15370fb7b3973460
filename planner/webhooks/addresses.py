"""To where is sent: the address that somebody has written, and what it may lead to."""

import ipaddress
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from planner.actions.errors import Refused
from planner.models.people.webhook import URL_LENGTH
from planner.setting_addresses import IpAddress, WebhookHosts

_PORTS: Final = {"https": 443, "http": 80}
_PATH: Final = "/%:@!$&'()*+,;=~"
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class ReceiverAddress:
    """`host` is a name in ASCII or an address without brackets, `path` what follows it, encoded."""

    is_encrypted: bool
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the header `Host` says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = _PORTS["https" if self.is_encrypted else "http"]
        return host if self.port == usual else f"{host}:{self.port}"


def receiver_address_of(url: str, hosts: WebhookHosts) -> ReceiverAddress:
    """What a receiver's address says; raise Refused, saying why, where nothing is sent to it."""
    target = _read(url)
    if target is None:
        raise Refused(
            "Write an address as https://example.org/hook, without a name or a password in it.",
            field="url",
        )
    address = _as_address(target.host)
    if address is not None and not (is_public(address) or hosts.has_address(address)):
        raise Refused("This address is not public; an administrator can allow it.", field="url")
    if not target.is_encrypted and not _may_be_plain(target.host, address, hosts):
        raise Refused("Write an address that begins with https.", field="url")
    return target


def is_allowed(target: ReceiverAddress, address: IpAddress, hosts: WebhookHosts) -> bool:
    """Whether may be sent to this address, to which the name of the target has led."""
    if hosts.has_name(target.host) or hosts.has_address(address):
        return True
    return target.is_encrypted and is_public(address)


def is_public(address: IpAddress) -> bool:
    """Whether it leads out of every house, also where it carries another address in it."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or _of_nat64(address)
        if inside is not None:
            return is_public(inside)
        if address.teredo is not None or address.scope_id is not None or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _read(url: str) -> ReceiverAddress | None:
    if len(url) > URL_LENGTH or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _in_ascii(parts.hostname or "")
    except ValueError:  # so are errors of encoding
        return None
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc or parts.fragment:
        return None
    path = quote(parts.path or "/", safe=_PATH)
    query = f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
    if port == 0:
        return None
    encrypted = parts.scheme == "https"
    return ReceiverAddress(encrypted, host, port or _PORTS[parts.scheme], path + query)


def _in_ascii(host: str) -> str:
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    name = host.encode("idna").decode().lower()
    if not all(sign.isalnum() or sign in "-._" for sign in name):
        raise ValueError(host)
    return name


def _as_address(host: str) -> IpAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _may_be_plain(host: str, address: IpAddress | None, hosts: WebhookHosts) -> bool:
    """Of a name is seen only where it leads to whether it lies in an allowed network."""
    if address is not None:
        return hosts.has_address(address)
    return hosts.has_name(host) or bool(hosts.networks)


def _of_nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
