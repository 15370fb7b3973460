"""Headers of mails as literal text.

Python's own headers decode what looks like an encoded word, so that a text that somebody typed
could end the headers of a mail. They also encode and fold a link that is longer than a line, so
that no mail program finds it. Here a text stays what it is, and is encoded only where a reader
would misread it; a link or an address is sent as it stands.
"""

import re
from email.header import Header
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import formataddr, parseaddr
from typing import Any, cast

from planner import email_addresses

_LONGEST_LINE = 998
"""So many signs fit on a line by RFC 5322; what is shorter need not be folded."""
_FOLDED_AT = 76
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text without line breaks and other signs that nobody sees."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def mailbox(written: str) -> str:
    """An address with or without a name, as it is written in a header: the name alone is encoded,
    and a domain with umlauts is written as mail servers know it."""
    name, address = parseaddr(one_line(written))
    address = email_addresses.deliverable(address)
    return formataddr((name, address)) if name else address


class _Text:
    """The words that somebody typed."""

    max_count = None

    @classmethod
    def parse(cls, value: str, parts: dict[str, Any]) -> None:
        """Called by Python's header factory, which decodes here; we do not."""
        parts["decoded"], parts["parse_tree"] = value, None

    def fold(self: Any, *, policy: Policy) -> str:
        text = str(self)
        if not text.isascii() or "=?" in text or len(text) + len(self.name) >= _LONGEST_LINE:
            header = Header(text, "utf-8", maxlinelen=_FOLDED_AT, header_name=self.name)
            text = header.encode(linesep=policy.linesep)
        return f"{self.name}: {text}{policy.linesep}"


class _AsItStands(_Text):
    """What programs read: links, addresses."""

    def fold(self: Any, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _headers() -> HeaderRegistry:
    # Python asks for a mixin of its own headers, of which its types know only the whole.
    literal: Any = _AsItStands
    headers: Any = HeaderRegistry(default_class=literal)
    for name in ("from", "to", "date", "message-id"):
        headers.map_to_type(name, literal)
    headers.map_to_type("subject", _Text)
    return cast(HeaderRegistry, headers)


LITERAL: "EmailPolicy[EmailMessage]" = SMTP.clone(header_factory=_headers())
"""What a message is made with."""
