"""The server in the process of the tests leaves nothing behind."""

from collections.abc import Iterable
from threading import Event, Thread, Timer
from typing import Any

from tests.support.production import get
from tests.support.serving import served


def test_a_page_that_is_being_made_is_made_before_the_server_is_gone() -> None:
    began, goes_on, made = Event(), Event(), Event()

    def slow(_environment: Any, start: Any) -> Iterable[bytes]:
        began.set()
        goes_on.wait()
        made.set()
        start("200 OK", [])
        return [b""]

    with served(slow) as address:
        port = int(address.rpartition(":")[2])
        browser = Thread(target=get, args=(port, "/"))
        browser.start()
        began.wait()
        Timer(0.3, goes_on.set).start()
    assert made.is_set()
    browser.join()
