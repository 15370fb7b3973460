"""Reads a backup, and nothing but a whole one."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from planner.backups import BackupRefused, manifests
from planner.backups.manifests import Manifest

# What the library says of archives that are cut, changed or not ones; encrypted ones are a
# RuntimeError, other ways to pack a NotImplementedError, which is one.
_BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)
_LONGEST_MANIFEST = 4 * 1024 * 1024


class Backup:
    """A backup that is open, and whole."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    @property
    def secret(self) -> str:
        """What sessions and links were signed with."""
        return self._archive.read(manifests.SECRET).decode().strip()

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table by the names of their columns, as JSON has them."""
        try:
            with self._archive.open(manifests.member_of(table)) as lines:
                for line in lines:
                    yield json.loads(line)
        except _BROKEN as error:
            raise BackupRefused(f"{table} cannot be read: {error}.") from error


@contextmanager
def opened(path: Path, *, step: Callable[[], None] = lambda: None) -> Iterator[Backup]:
    """Open a backup after each line was counted and each digest compared.

    Raise BackupRefused if anything is not as its manifest says. `step` is called for every line.
    """
    with ExitStack() as open_files:
        try:
            file = open_files.enter_context(path.open("rb"))
            archive = open_files.enter_context(ZipFile(file))
            manifest = _checked(archive, step)
        except BackupRefused as error:
            raise BackupRefused(f"{path}: {error}") from error
        except FileNotFoundError as error:
            raise BackupRefused(f"{path}: there is no such file.") from error
        except _BROKEN as error:
            raise BackupRefused(f"{path} is no backup, or not whole: {error}.") from error
        yield Backup(archive, manifest)


def _checked(archive: ZipFile, step: Callable[[], None]) -> Manifest:
    names = archive.namelist()
    if manifests.MANIFEST not in names:
        raise BackupRefused("this is no backup, for it has no manifest.json.")
    if archive.getinfo(manifests.MANIFEST).file_size > _LONGEST_MANIFEST:
        raise BackupRefused("this is no backup: its manifest.json is too long.")
    manifest = manifests.read_manifest(archive.read(manifests.MANIFEST))
    if sorted(names) != sorted([manifests.MANIFEST, manifests.SECRET, *_of_tables(manifest)]):
        raise BackupRefused("the backup does not hold what its manifest.json says.")
    for name in manifest.members:
        _check(archive, name, manifest, step)
    return manifest


def _of_tables(manifest: Manifest) -> list[str]:
    return [manifests.member_of(table) for table in manifest.tables]


def _check(archive: ZipFile, name: str, manifest: Manifest, step: Callable[[], None]) -> None:
    rows, digest = 0, hashlib.sha256()
    with archive.open(name) as lines:
        for line in lines:
            digest.update(line)
            rows += 1
            step()
    member = manifest.members[name]
    if rows != member.rows:
        raise BackupRefused(f"{name} has {rows} rows, and there were {member.rows}.")
    if digest.hexdigest() != member.digest:
        raise BackupRefused(f"{name} is not what was written: its digest differs.")
