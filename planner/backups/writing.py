"""Writes a backup."""

import hashlib
import json
import os
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, MetaData, Table, select
from sqlalchemy.exc import SAWarning

from planner import clock
from planner.backups import BackupRefused, manifests
from planner.backups.manifests import BackupMember, Manifest
from planner.backups.numbers import last_numbers
from planner.backups.values import plain
from planner.database import Base

_AT_ONCE = 1000
_encode = json.JSONEncoder(separators=(",", ":"), default=plain).encode


def write(
    path: Path,
    connection: Connection,
    *,
    version: str,
    migration: str,
    secret: str,
    step: Callable[[], None] = lambda: None,
) -> Manifest:
    """Write what the connection sees, which must be one moment; raise BackupRefused if it cannot.

    The file is there when it is whole, and only its owner can read it. `step` is called for every
    row. No more than a thousand rows are in memory at once.
    """
    tables = tables_of(connection)
    with _whole_or_not_at_all(path) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        members = {}
        for table in tables:
            name = manifests.member_of(table.name)
            members[name] = _write_lines(archive, name, _lines(connection, table, step))
        members[manifests.SECRET] = _write_lines(archive, manifests.SECRET, [secret])
        made_at = clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
        numbers = last_numbers(connection, tables)
        manifest = Manifest(version, migration, made_at, numbers, members)
        archive.writestr(manifests.MANIFEST, manifests.written_manifest(manifest))
    return manifest


def tables_of(connection: Connection) -> list[Table]:
    """The program's tables as they are in this database, each after those that it refers to."""
    found = MetaData()
    with warnings.catch_warnings():
        # It warns of an index on an expression, and nobody asks here for indexes.
        warnings.simplefilter("ignore", SAWarning)
        found.reflect(connection, only=lambda name, _: name in Base.metadata.tables)
    return found.sorted_tables


def _lines(connection: Connection, table: Table, step: Callable[[], None]) -> Iterator[str]:
    rows = connection.execute(
        select(table).order_by(*table.primary_key), execution_options={"yield_per": _AT_ONCE}
    )
    for row in rows.mappings():
        yield _encode(dict(row))
        step()


def _write_lines(archive: ZipFile, name: str, lines: Iterable[str]) -> BackupMember:
    rows, digest = 0, hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as member:
        for line in lines:
            written = f"{line}\n".encode()
            member.write(written)
            digest.update(written)
            rows += 1
    return BackupMember(rows, digest.hexdigest())


@contextmanager
def _whole_or_not_at_all(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path` that becomes it at the end; without the end it goes."""
    if os.path.lexists(path):
        raise BackupRefused(f"{path} is there already. Write to a file that is not.")
    try:
        handle, beside = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(beside).rename(path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        Path(beside).unlink(missing_ok=True)
    _keep(path.parent)


def _keep(folder: Path) -> None:
    """Let a power cut not take the file's name away again."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
