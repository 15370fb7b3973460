"""The database: whether it answers, takes writes, fits this program and bears its processes."""

from collections.abc import Iterator

import psycopg
from sqlalchemy import Connection, text

from planner import clock
from planner.cli.database import is_up_to_date, known_migrations, migration_of_tables
from planner.cli.doctor.diagnosis import Diagnosis, failure, ok, warning
from planner.config import Settings
from planner.database import db, engine_options

_OLDEST = 130000
"""PostgreSQL as it numbers itself."""
_CLOCKS_APART = 30
"""Seconds."""
_BEHIND = 5
"""Seconds: what a replica is further behind is not read from."""
_SOUND = "ok"  # SQLite's own word


def look_into(settings: Settings) -> Iterator[Diagnosis]:
    """All that can be said of a database that answers; of its tables last."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            yield _sqlite(connection)
        else:
            yield from _postgresql(connection, settings)
    yield _migrations()


def _sqlite(connection: Connection) -> Diagnosis:
    version = connection.scalar(text("SELECT sqlite_version()"))
    said = connection.scalar(text("PRAGMA quick_check(1)"))
    if said != _SOUND:
        return failure(
            "database",
            f"The file is damaged: {said}",
            "Stop the server, keep a copy of the file, and restore the last backup.",
        )
    return ok("database", f"SQLite {version}, sound.")


def _postgresql(connection: Connection, settings: Settings) -> Iterator[Diagnosis]:
    version = int(_shown(connection, "server_version_num"))
    named = f"PostgreSQL {_shown(connection, 'server_version')}"
    if version < _OLDEST:
        yield failure("database", f"{named} is too old.", "Use PostgreSQL 13 or a newer one.")
    elif connection.scalar(text("SELECT pg_is_in_recovery()")):
        yield failure(
            "database",
            f"{named} is a replica and takes no writes.",
            "Let DATABASE_URL name the primary.",
        )
    elif _shown(connection, "default_transaction_read_only") == "on":
        yield failure(
            "database",
            f"{named} takes no writes: default_transaction_read_only is on.",
            "Switch it off for this database and user.",
        )
    else:
        yield ok("database", f"{named} takes writes.")
    yield _clocks(connection)
    yield _connections(connection, settings)
    yield from _replicas(connection)


def _clocks(connection: Connection) -> Diagnosis:
    zone = _shown(connection, "timezone")
    if zone.lower() not in ("utc", "etc/utc"):
        return failure(
            "time",
            f"Connections begin in the time zone {zone} and not in UTC.",
            "Let whatever stands between pass on the options of a connection.",
        )
    there = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    apart = round(abs((there - clock.now()).total_seconds()))
    if apart > _CLOCKS_APART:
        return warning(
            "time",
            f"The clocks of this machine and of the database are {apart} seconds apart.",
            "Let both follow the same time server.",
        )
    return ok("time", "The database's clock is that of this machine, in UTC.")


def _connections(connection: Connection, settings: Settings) -> Diagnosis:
    most, kept = (
        int(_shown(connection, name))
        for name in ("max_connections", "superuser_reserved_connections")
    )
    options = engine_options(settings.database_url)
    usual, more = options["pool_size"], options["max_overflow"]
    there = most - kept
    needed = settings.workers * (usual + more)
    found = f"{there} connections for {settings.workers} processes, which take {needed} at most."
    advice = "Raise max_connections, or lower PLANNER_WORKERS."
    if there < settings.workers * usual:
        return failure("connections", found, advice)
    return warning("connections", found, advice) if there < needed else ok("connections", found)


def _replicas(connection: Connection) -> Iterator[Diagnosis]:
    """Those that follow this primary; their delay is told only to who may see it."""
    asked = text(
        "SELECT application_name, state, extract(epoch FROM replay_lag) FROM pg_stat_replication"
    )
    for name, state, behind in connection.execute(asked):
        if state is not None and (state != "streaming" or (behind or 0) > _BEHIND):
            yield warning(
                "replica",
                f"{name} is {state} and {round(behind or 0)} seconds behind.",
                "Look at its log, its disk and the way between both.",
            )
        else:
            yield ok("replica", f"{name} follows.")


def _migrations() -> Diagnosis:
    if is_up_to_date():
        return ok("migrations", "The tables are those of this version.")
    made = migration_of_tables()
    if made and made not in known_migrations():
        return failure(
            "migrations",
            f"The tables are of a newer version ({made}) than this program.",
            "Install that version, or restore a backup of this one.",
        )
    return failure(
        "migrations",
        f"The tables are of an older version ({made or 'none'}).",
        "Run: planner database upgrade",
    )


def _shown(connection: Connection, name: str) -> str:
    return str(connection.execute(text(f"SHOW {name}")).scalar_one())


def trouble(error: BaseException) -> Diagnosis:
    """What is said of a database that does not answer, without the address and its password."""
    origin = getattr(error, "orig", None)
    kind = type(origin or error).__name__
    code = origin.sqlstate if isinstance(origin, psycopg.Error) else None
    return failure(
        "database",
        f"The database does not answer ({kind}{f', {code}' if code else ''}).",
        "Look whether it runs, and whether DATABASE_URL names its host, user, password and name.",
    )
