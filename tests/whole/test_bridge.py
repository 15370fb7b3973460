"""What WSGI hears of a request that came over ASGI."""

import asyncio
from io import BytesIO
from threading import Event
from typing import Any

from planner.bridge import HANDED_OVER, Bridge, environment_of
from tests.support.browsers import loops


def environment(*headers: tuple[bytes, bytes], **more: Any) -> dict[str, Any]:
    scope = {
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "http_version": "1.1",
        "headers": headers,
        **more,
    }
    return environment_of(scope, BytesIO())


def test_a_header_is_not_taken_for_another_one_with_dashes() -> None:
    found = environment((b"x-forwarded-for", b"203.0.113.5"), (b"x_forwarded_for", b"192.0.2.1"))
    assert found["HTTP_X_FORWARDED_FOR"] == "203.0.113.5"


def test_what_comes_several_times_is_joined_as_its_kind_asks_for() -> None:
    twice = ((b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y"))
    found = environment(*twice)
    assert (found["HTTP_COOKIE"], found["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")


def test_addresses_in_every_script_arrive_as_wsgi_wants_them() -> None:
    found = environment(path="/customers/größe", root_path="", client=("192.0.2.1", 4711))
    assert found["PATH_INFO"].encode("latin-1").decode() == "/customers/größe"
    assert (found["REMOTE_ADDR"], found["REMOTE_PORT"]) == ("192.0.2.1", "4711")


def test_what_a_page_hands_over_is_gone_on_with_after_its_head() -> None:
    sent: list[Any] = []

    def page(environ: Any, start: Any) -> list[bytes]:
        environ[HANDED_OVER].append("somebody")
        start("200 OK", [("Content-Type", "text/event-stream"), ("Content-Length", "0")])
        return []

    async def go_on(handed_over: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.body", "body": str(handed_over).encode()})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": ()}
    bridge = Bridge(page, threads=1, largest=1, go_on=go_on)
    loops.run(bridge({**scope, "http_version": "1.1"}, receive, send))
    head, body = sent
    assert head["headers"] == [(b"content-type", b"text/event-stream")]
    assert body["body"] == b"somebody"


def test_a_page_is_being_made_until_it_is_made() -> None:
    said = []

    def page(_environ: Any, start: Any) -> list[bytes]:
        said.append(bridge.are_being_made)
        start("200 OK", [])
        return [b""]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(_message: Any) -> None:
        said.append(bridge.are_being_made)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": ()}
    bridge = Bridge(page, threads=1, largest=1)
    loops.run(bridge({**scope, "http_version": "1.1"}, receive, send))
    assert said == [True, False, False]


def test_reading_goes_on_while_all_who_change_something_wait() -> None:
    may_end, answered = Event(), []

    def page(environ: Any, start: Any) -> list[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            assert may_end.wait(60)
        start("200 OK", [])
        return [environ["REQUEST_METHOD"].encode()]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            answered.append(message["body"])

    def request(method: str) -> Any:
        scope = {"type": "http", "method": method, "path": "/", "query_string": b"", "headers": ()}
        return bridge({**scope, "http_version": "1.1"}, receive, send)

    async def everybody() -> None:
        writers = [asyncio.create_task(request("POST")) for _ in range(10)]
        await asyncio.wait_for(request("GET"), 60)
        assert answered == [b"GET"]
        may_end.set()
        await asyncio.gather(*writers)

    bridge = Bridge(page, threads=1, largest=1)
    loops.run(everybody())
    assert sorted(answered) == [b"GET", *[b"POST"] * 10]
