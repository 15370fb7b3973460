"""What a backup says of itself."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from planner.backups import BackupRefused

MANIFEST = "manifest.json"
BACKUP_FORMAT = "planner.backup/1"
SECRET = "secret"  # noqa: S105 - the name of a member
_TABLE = re.compile(r"tables/([a-z_]+)\.jsonl")


@dataclass(frozen=True)
class BackupMember:
    """How many lines a member has, and their SHA-256 in hexadecimal digits."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """When (RFC 3339) and by what a backup was made, and what it holds.

    `numbers` are the last that each table gave.
    """

    version: str
    migration: str
    made_at: str
    numbers: Mapping[str, int]
    members: Mapping[str, BackupMember]

    @property
    def tables(self) -> dict[str, int]:
        """The number of rows of each table, by its name."""
        found = ((_TABLE.fullmatch(name), member) for name, member in self.members.items())
        return {match[1]: member.rows for match, member in found if match}

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(self.tables.values())


def member_of(table: str) -> str:
    """The name of the member that a table is written to."""
    return f"tables/{table}.jsonl"


def written_manifest(manifest: Manifest) -> bytes:
    """The manifest as it stands in the backup."""
    return json.dumps({"format": BACKUP_FORMAT, **asdict(manifest)}, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest of a backup; raise BackupRefused if it is none that this version can read."""
    try:
        given: dict[str, Any] = json.loads(content)
        found = given.pop("format")
        if found != BACKUP_FORMAT:
            raise BackupRefused(f"its form is {found!r}, and this program reads {BACKUP_FORMAT!r}.")
        members = {name: BackupMember(**member) for name, member in given.pop("members").items()}
        numbers = {name: int(last) for name, last in given.pop("numbers").items()}
        said = {name: str(text) for name, text in given.items()}
        return Manifest(**said, numbers=numbers, members=members)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupRefused("its manifest.json cannot be read.") from error
