"""Settings that are addresses: of the database, of the mail server, of the program itself.

A name or a password in them is percent-encoded where it has signs that an address is made of.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

LAST_PORT = 65535
_ENCODE = "write signs such as @ / # ? : % in a name or a password percent-encoded, # as %23"
_BROKEN_ENCODING = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9._~-]+|[0-9A-Fa-f:.]+(%[A-Za-z0-9._~-]+)?")
_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_SENDER = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_DATABASE = re.compile(
    r"postgresql\+psycopg://(?:.*@)?(?:\[(?P<v6>[^\]/?]*)\]|(?P<name>[^\[\]@/?:]*))"
    r"(?::(?P<port>[^/?@]*))?(?:[/?].*)?"
)


class WrongSetting(Exception):
    """A setting that the program cannot work with; the message says which and what to do."""


@dataclass(frozen=True)
class Mail:
    """How mail leaves: `smtp://user:password@host:port` or `smtps://…`, and the sender."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: bool = False


IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class WebhookHosts:
    """What webhooks are sent to besides public addresses over https: names, whatever they lead to,
    and networks."""

    names: frozenset[str] = frozenset()
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    def has_name(self, host: str) -> bool:
        return host in self.names

    def has_address(self, address: IpAddress) -> bool:
        mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
        return any((mapped or address) in network for network in self.networks)


def web_address(host: str, port: int) -> str:
    """Where a server that listens there is reached; an address of IPv6 stands in brackets."""
    named = f"[{quote(host, safe=':')}]" if ":" in host else host
    return f"http://{named}:{port}"


def host(text: str) -> str:
    """Where to listen: a name or an address, of IPv6 with or without brackets."""
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not _HOST.fullmatch(bare):
        raise WrongSetting(f"HOST: write a name or an address as 127.0.0.1 or ::1, not {text!r}.")
    return bare


def database_url(given: str | None, data_folder: Path) -> str:
    """The address of the database as SQLAlchemy reads it."""
    if not given:
        return f"sqlite:///{_path_in_address(data_folder / 'planner.sqlite')}"
    for short in ("postgres://", "postgresql://"):
        if given.startswith(short):
            given = "postgresql+psycopg://" + given.removeprefix(short)
    if given.startswith("sqlite:///"):
        return given
    # The driver takes raw signs in a password as well; the message must not repeat it.
    found = _DATABASE.fullmatch(given)
    if not found or (found["port"] is not None and not _is_port(found["port"])):
        raise WrongSetting(
            "DATABASE_URL: write postgresql://user:password@host:5432/name or"
            f" sqlite:////path/to/file; {_ENCODE}."
        )
    return given


def public_url(text: str | None) -> str | None:
    """The address that people use, without a slash at its end."""
    if not text:
        return None
    parts = _split(text, {"http", "https"})
    if parts is None or "@" in parts.netloc or parts.query or parts.fragment:
        raise WrongSetting(f"PLANNER_URL: write it as https://planner.example.org, not {text!r}.")
    path = quote(parts.path.rstrip("/"), safe="/%~")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def mail(url: str | None, sender: str | None) -> Mail | None:
    """How mail leaves; what is said of a wrong address repeats no password."""
    if not url:
        return None
    if not sender or not _SENDER.fullmatch(parseaddr(sender)[1]) or not sender.isprintable():
        raise WrongSetting(
            "PLANNER_MAIL_FROM: write the sender as Planner <planner@example.org>;"
            " PLANNER_MAIL sends nothing without one."
        )
    parts = _split(url, {"smtp", "smtps"})
    if parts is None or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise WrongSetting(f"PLANNER_MAIL: write smtp://user:password@host:587; {_ENCODE}.")
    user, password = (_decoded(part) for part in (parts.username, parts.password))
    tls = parts.scheme == "smtps"
    port = parts.port or (465 if tls else 25)
    return Mail(parts.hostname or "", port, sender, user, password, tls)


def webhook_hosts(text: str | None) -> WebhookHosts:
    """Names, addresses and networks with commas between."""
    names, networks = set(), list[ipaddress.IPv4Network | ipaddress.IPv6Network]()
    for each in filter(None, (part.strip() for part in (text or "").split(","))):
        try:
            networks.append(ipaddress.ip_network(each))
        except ValueError as error:
            if not _NAME.fullmatch(each):
                raise WrongSetting(
                    "PLANNER_WEBHOOK_HOSTS: write names, addresses and networks with commas"
                    f" between, as hooks.example.org,10.1.0.0/16, not {each!r}."
                ) from error
            names.add(each.lower())
    return WebhookHosts(frozenset(names), tuple(networks))


def _split(text: str, schemes: set[str]) -> SplitResult | None:
    """The parts of an address; None where they cannot be told apart for certain."""
    if not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    known = parts.scheme in schemes and parts.hostname and _HOST.fullmatch(parts.hostname)
    return parts if known and port != 0 and not parts.netloc.endswith(":") else None


def _decoded(text: str | None) -> str | None:
    """What was meant by a name or a password of a mail server, which are sent in ASCII."""
    if text is None:
        return None
    if _BROKEN_ENCODING.search(text):
        raise WrongSetting(f"PLANNER_MAIL: {_ENCODE}; a % alone stands for nothing.")
    decoded = unquote(text, errors="replace")
    if not decoded.isascii() or not decoded.isprintable():
        raise WrongSetting("PLANNER_MAIL: a mail server takes names and passwords in ASCII only.")
    return decoded


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= LAST_PORT


def _path_in_address(path: Path) -> str:
    """A path with what would be read as something else in an address."""
    return str(path).replace("%", "%25").replace("?", "%3F")
