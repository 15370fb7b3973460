"""One process of the server dies, or browsers do not let it stop: nobody else has to notice."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest
from flask import Flask

from tests.support.ears import Ear, Listening, listening
from tests.support.production import Server, wait_until
from tests.support.stories import planned
from tests.support.stories.cast import Cast

HALF_A_REQUEST = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab"
MORE_THAN_ANYBODY_TAKES = b"GET /static/vendor/tabler.min.css HTTP/1.1\r\nHost: x\r\n\r\n" * 40


@pytest.fixture
def streams(app: Flask, server: Server) -> Iterator[Listening]:
    with listening(app, server.port) as opened:
        yield opened


def holds(worker: psutil.Process, ear: Ear) -> bool:
    """Whether the other end of a stream is at this process."""
    found = worker.net_connections()
    return ear.port in {c.raddr.port for c in found if c.status == psutil.CONN_ESTABLISHED}


def test_streams_of_a_killed_worker_go_on_at_another_without_a_gap(
    app: Flask, cast: Cast, server: Server, streams: Listening
) -> None:
    cookie = streams.cookie(cast.jo)
    ears = [streams.listen(cookie, cast.plan.id) for _window in range(6)]
    for ear in ears:
        ear.hear_until("presence")
    planned.goal(app, cast, "Heard by all")
    assert [ear.goal_heard() for ear in ears] == ["Heard by all"] * len(ears)
    workers = server.workers
    assert len(workers) == 2
    victim = next(worker for worker in workers if holds(worker, ears[0]))
    cut_off = [ear for ear in ears if holds(victim, ear)]
    spared = [ear for ear in ears if ear not in cut_off]

    victim.kill()
    for ear in cut_off:
        ear.hear_to_the_end()
    planned.goal(app, cast, "While they were away")
    again = [streams.listen(cookie, cast.plan.id, after=ear.last) for ear in cut_off]
    for ear in [*again, *spared]:
        assert ear.goal_heard() == "While they were away"

    wait_until(lambda: len(server.workers) == 2, lambda: "The other did not come again.")
    assert victim not in server.workers
    later = [streams.listen(cookie, cast.plan.id) for _window in range(4)]
    for ear in later:
        ear.hear_until("presence")
    planned.goal(app, cast, "Heard by all again")
    for ear in [*again, *spared, *later]:
        assert ear.goal_heard() == "Heard by all again"


@pytest.mark.parametrize("sent", [HALF_A_REQUEST, MORE_THAN_ANYBODY_TAKES])
def test_server_stops_without_a_word_although_somebody_neither_sends_nor_takes_the_rest(
    cast: Cast, server: Server, streams: Listening, sent: bytes
) -> None:
    ear = streams.listen(streams.cookie(cast.jo), cast.plan.id)
    ear.hear_until("presence")
    with ExitStack() as rude:
        for _connection in range(4):
            rude.enter_context(somebody(server.port)).sendall(sent)
        # Their words have arrived: what was sent later is answered.
        ear = streams.listen(streams.cookie(cast.jo), cast.plan.id)
        ear.hear_until("presence")
        assert server.stop() == 0
        assert server.output == f"Serving on {server.address}\n"


def somebody(port: int) -> socket.socket:
    """A connection on which next to nothing can wait to be read."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    connection.connect(("127.0.0.1", port))
    return connection
