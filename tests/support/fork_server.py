"""Starts production servers by forking, so that each finds the program loaded already.

One process for all of a run, since to load the program takes longer than most tests: whichever
process asks first (`tests.support.production`) starts it with `-m` and hands over the socket that
it listens on. To whoever sends a line, an environment and the file for what the server prints, it
answers with the number of the process that it has forked for `planner serve`. Who has ended leaves
its exit status beside its output. Servers that still run when the run is over go with it.
"""

import datetime
import gc
import json
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy.orm import configure_mappers

import planner
from planner import cli
from planner.config import Settings
from planner.database import db
from tests.support import compiled, run
from tests.support.databases import postgres, sqlite
from tests.support.pages import Visitor
from tests.support.stories.cast import PASSWORD, assemble

STATUS = ".status"
_TODAY = datetime.date(2026, 6, 15)
_PAGES = ("/today", "/customers", "/plans/1", "/plans/1/whole", "/goals/1/edit")
_SHOWN = 200
_outputs: dict[int, Path] = {}


def main(listens: socket.socket) -> None:
    """Fork for whoever asks until the run is over."""
    for name in ("planner.cli.serve", "planner.cli.application", "planner.server", "planner.pages"):
        import_module(name)
    configure_mappers()
    compiled.prepare()
    planner.create_app = _sharing(planner.create_app)
    signal.signal(signal.SIGCHLD, lambda *_: _note_ends())
    alive = run.sign_of_life(run.folder())
    while alive not in select.select([listens.fileno(), alive], [], [])[0]:
        _answer(listens)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for pid in _outputs:
        os.kill(pid, signal.SIGTERM)


def _answer(listens: socket.socket) -> None:
    """Fork for the next who asks."""
    with listens.accept()[0] as asks, asks.makefile("rw", encoding="utf-8") as said:
        wanted = json.loads(said.readline())
        _get_to_know(_kind_of_database(wanted["environment"]))
        said.write(f"{_fork(wanted['environment'], Path(wanted['output']))}\n")


@cache
def _get_to_know(kind: str) -> None:
    """Load, compile and find out what each process of each server on this kind of database would
    for its first pages: before the first of them is forked, and out of the collector's sight. Each
    collects garbage before it serves, which writes to every object that it looks at: all of ours
    would be copied for each of its processes."""
    name = f"fork_server_{os.getpid()}"
    folder = run.folder() / f"{name}_{kind}"
    folder.mkdir()
    if kind == "sqlite":
        _answer_some_pages(sqlite.migrated_database(folder), folder)
    else:
        with postgres.migrated_database(name) as address:
            _answer_some_pages(address, folder)
    gc.collect()
    gc.freeze()


def _answer_some_pages(database_url: str, folder: Path) -> None:
    """Anna signs in, sets a goal and looks around. No thread and no connection is left behind."""
    settings = Settings(database_url, folder, "of nobody", testing=True, today=_TODAY)
    app = planner.create_app(settings)
    with app.app_context():
        assemble()
    anna = Visitor(app)
    sign_in = anna.visit("/sign-in").form("/sign-in")
    sign_in.fill(email="anna@example.org", password=PASSWORD).submit().follow()
    goal = anna.visit("/plans/1/goals/new").form("goal-form").fill(title="More leasing")
    goal.submit(htmx=True)
    for address in _PAGES:
        assert anna.visit(address).status == _SHOWN, address
    with app.app_context():
        db.engine.dispose()
    assert threading.active_count() == 1, "What is forked would lack a thread."


def _sharing(create_app: Callable[..., Any]) -> Callable[..., Any]:
    """What is compiled for one application is there for the others, as in the tests themselves."""

    @wraps(create_app)
    def create(*given: Any, **more: Any) -> Any:
        app = create_app(*given, **more)
        compiled.share(app)
        return app

    return create


def _kind_of_database(environment: dict[str, str]) -> str:
    address = environment.get("DATABASE_URL", "")
    return "postgresql" if address.startswith("postgresql") else "sqlite"


def _fork(environment: dict[str, str], output: Path) -> int:
    # Who ends at once is noted only when it is known whose end that is.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    pid = os.fork()
    if pid == 0:
        _serve(environment, output)
    _outputs[pid] = output
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    return pid


def _serve(environment: dict[str, str], output: Path) -> None:
    """Become what `planner serve` is when it is started in this environment."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    printed, nothing = os.open(output, os.O_WRONLY), os.open(os.devnull, os.O_RDONLY)
    for ours, standard in ((nothing, 0), (printed, 1), (printed, 2)):
        os.dup2(ours, standard)
    os.environ.clear()
    os.environ.update(environment)
    status = 1
    try:
        cli.main(["serve"], prog_name="planner")
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _note_ends() -> None:
    """Write down how those ended who did, and only then let go of them."""
    for pid, output in list(_outputs.items()):
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            killed = ended.si_code != os.CLD_EXITED
            written = output.with_name(f"{output.name}.new")
            written.write_text(str(-ended.si_status if killed else ended.si_status))
            written.rename(output.with_name(output.name + STATUS))
            os.waitpid(pid, 0)
            del _outputs[pid]


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
