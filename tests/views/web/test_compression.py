"""Styles and scripts are sent compressed to whoever takes it, once, and pages are not."""

import gzip

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from planner import places

pytestmark = pytest.mark.databases("sqlite")
OURS = ["planner.css", "planner.js"]
PACKAGES = ["vendor/tabler.min.css", "vendor/icons.svg"]


def fetched(app: Flask, address: str, takes: str = "gzip, deflate, br") -> TestResponse:
    return app.test_client().get(address, headers={"Accept-Encoding": takes}, buffered=True)


@pytest.mark.parametrize("name", [*OURS, *PACKAGES])
def test_file_is_compressed_once_for_a_browser_that_takes_it(app: Flask, name: str) -> None:
    answer = fetched(app, f"/static/{name}")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert gzip.decompress(answer.data) == (places.STATIC / name).read_bytes()


@pytest.mark.parametrize("takes", ["", "br", "gzip;q=0", "gzip; q=0.0, br"])
@pytest.mark.parametrize("name", OURS)
def test_file_is_sent_as_it_is_to_who_does_not_take_it(app: Flask, name: str, takes: str) -> None:
    answer = fetched(app, f"/static/{name}", takes)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.data == (places.STATIC / name).read_bytes()


def test_what_would_be_no_shorter_and_what_is_not_there_stay_as_they_are(app: Flask) -> None:
    for address, status in (("/static/icon.svg", 200), ("/static/nothing.css", 404)):
        answer = fetched(app, address)
        assert answer.status_code == status
        assert "Content-Encoding" not in answer.headers


def test_page_with_a_token_is_never_compressed(app: Flask) -> None:
    answer = fetched(app, "/sign-in")
    assert b'name="csrf_token"' in answer.data
    assert "Content-Encoding" not in answer.headers


def test_file_that_a_browser_has_is_not_sent_again(app: Flask) -> None:
    tag = fetched(app, "/static/planner.css").headers["ETag"]
    known = {"Accept-Encoding": "gzip", "If-None-Match": tag}
    answer = app.test_client().get("/static/planner.css", headers=known, buffered=True)
    assert (answer.status_code, answer.data) == (304, b"")


def test_who_asks_for_the_head_alone_gets_no_body(app: Flask) -> None:
    takes = {"Accept-Encoding": "gzip"}
    answer = app.test_client().head("/static/planner.css", headers=takes, buffered=True)
    assert answer.data == b""
    assert answer.headers["Vary"] == "Accept-Encoding"
