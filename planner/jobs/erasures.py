"""What is still to be done when somebody was erased: in files, and in what the database gave free.

It is taken up again by the clock until it is done, so that a process that ends meanwhile leaves
nothing behind.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import exists, select, text, update

from planner.database import Base, db, only_reading
from planner.imports.uploads import keeping
from planner.jobs import imports
from planner.models import Erasure, ImportUpload
from planner.private_files import keep_private, make_private_folder

FILE = "erasures.jsonl"
"""In the data folder, beside the database: it outlasts a restore of an older backup."""


def place() -> Path:
    return Path(current_app.config["PLANNER"].data_folder) / FILE


def clean_up() -> bool:
    """Do all that is still to be done; whether it is done now. Others who read the database at the
    moment may keep it from ending."""
    with only_reading():
        waits = db.session.scalar(select(exists().where(~Erasure.is_clean)))
        db.session.rollback()
    if not waits:
        return True
    write_lines()
    _drop_files()
    if not _forget_free_pages():
        return False
    db.session.execute(update(Erasure).values(is_clean=True))
    db.session.commit()
    return True


def lines() -> Iterator[dict[str, Any]]:
    """What stands in the file; a last line that was not written whole is none."""
    if not place().is_file():
        return
    for line in place().read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def write_lines() -> None:
    """Add what the file does not tell yet, down to the disk."""
    told = {(line["kind"], line["number"]) for line in lines()}
    with only_reading():
        all_of_them = db.session.scalars(select(Erasure).order_by(Erasure.id)).all()
        db.session.rollback()
    new = [each for each in all_of_them if (each.kind.value, each.number) not in told]
    if not new:
        return
    make_private_folder(place().parent)
    broken = place().is_file() and not place().read_bytes().endswith((b"\n", b""))
    handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n" if broken else "")
        for each in new:
            file.write(json.dumps(_line(each)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    keep_private(place())


def _line(erasure: Erasure) -> dict[str, Any]:
    return {
        "kind": erasure.kind.value,
        "number": erasure.number,
        "key": erasure.key,
        "on": erasure.on.isoformat(),
        "salt": erasure.salt,
        "digests": erasure.digests,
    }


def _drop_files() -> None:
    """Files that were sent for an import which is gone by now; the folders are looked at first,
    since each is made when its upload stands in the database."""
    place_of_all = imports.place()
    folders = list(place_of_all.iterdir()) if place_of_all.is_dir() else []
    with only_reading():
        there = {str(each) for each in db.session.scalars(select(ImportUpload.id))}
        db.session.rollback()
    for folder in folders:
        if folder.name.isdecimal() and folder.name not in there:
            keeping.drop(folder)


def _forget_free_pages() -> bool:
    """Let nothing remain of rows that were changed or deleted. False if others were at it."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        return _write_anew()
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # What is known of the values in a column names the most frequent ones.
        connection.execute(text(f"VACUUM (ANALYZE) {names}"))
    return True


def _write_anew() -> bool:
    """The whole file, and then what lies beside it brought in and emptied."""
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = bool(cursor.fetchall()[0][0])
        cursor.close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False
    finally:
        raw.close()
    return not is_busy
