"""Secrets and signatures, as Standard Webhooks have them."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Final

MARK: Final = "whsec_"
_DIGEST: Final = "sha256"


def secret_of(installation: str, salt: str) -> str:
    """What the receiver is told once; `installation` is the secret of the installation."""
    key = hmac.digest(installation.encode(), f"webhook {salt}".encode(), _DIGEST)
    return MARK + b64encode(key).decode()


def signatures(told: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature` over exactly these bytes, one signature for each secret."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    keys = (b64decode(secret.removeprefix(MARK)) for secret in told)
    each = (b64encode(hmac.digest(key, signed, _DIGEST)).decode() for key in keys)
    return " ".join(f"v1,{signature}" for signature in each)
