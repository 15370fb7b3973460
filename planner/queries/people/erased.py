"""Whether somebody was erased here, asked by a name of theirs: the names themselves are gone."""

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.database import db
from planner.models import ErasedKind, Erasure
from planner.models.folding import fold

Digests = Mapping[str, Any]


def digest(salt: str, text: str) -> str:
    """The fingerprint of a name, an address or a key, whatever its case, accents and blanks."""
    plain = fold(" ".join(text.split()))
    return hmac.new(salt.encode(), plain.encode(), hashlib.sha256).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(32)


def salt_of_all() -> str | None:
    """The salt of this installation; None as long as nobody was erased."""
    return db.session.scalar(select(Erasure.salt).order_by(Erasure.id).limit(1))


def foreign_name(system: str, key: str) -> str:
    """What somebody is known as to another program, as one text."""
    return f"{system}\n{key}"


@dataclass(frozen=True, slots=True)
class ErasedHere:
    """Who was erased, read once for many questions; without a database from then on."""

    salt: str | None
    known: frozenset[tuple[ErasedKind, str, str]]
    """Kind, what it is a fingerprint of (`name`, `email`, `foreign`), fingerprint."""

    def has(
        self,
        kind: ErasedKind,
        *,
        name: str | None = None,
        email: str | None = None,
        foreign: tuple[str, str] | None = None,
    ) -> bool:
        """Whether somebody of this kind was erased who is meant by what is given.

        An address, or the system and the key of another program (`foreign`), says who is meant. A
        name is asked for only where neither is given: two people may have the same one.
        """
        if self.salt is None:
            return False
        sure = {"email": email, "foreign": foreign_name(*foreign) if foreign else None}
        given = {what: text for what, text in sure.items() if text}
        asked = given or ({"name": name} if name else {})
        return any(
            (kind, what, digest(self.salt, text)) in self.known for what, text in asked.items()
        )


def erased_here() -> ErasedHere:
    """All that were erased; one statement."""
    found = db.session.execute(select(Erasure.kind, Erasure.salt, Erasure.digests)).all()
    known = {(row.kind, what, one) for row in found for what, one in _each(row.digests)}
    return ErasedHere(found[0].salt if found else None, frozenset(known))


def _each(digests: Digests) -> Iterator[tuple[str, str]]:
    for what in ("name", "email"):
        if what in digests:
            yield what, digests[what]
    for one in digests.get("foreign", ()):
        yield "foreign", one
