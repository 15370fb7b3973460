"""Our own styles and scripts, compressed for browsers that take it.

Those of packages have compressed copies beside them from the build (`tools/build_frontend.py`).
Pages are sent as they are: a page that holds a token beside what somebody sent could be guessed
letter by letter from how long it becomes (BREACH).
"""

import gzip
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KINDS = ("text/css", "text/javascript", "image/svg+xml")
_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\b)")
_FILES = 128
_LEAST = 1024
"""Bytes below which nothing is gained: what is shorter fits into a packet as it is."""


class Compressed:
    """The answers of `app` below `prefix`, each content compressed once in a process and kept."""

    def __init__(self, app: "WSGIApplication", prefix: str) -> None:
        self._app = app
        self._prefix = f"{prefix}/"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(self._prefix):
            return self._app(environ, start_response)
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], _problem: object = None) -> None:
            begun.append((status, headers))

        body = self._app(environ, begin)  # type: ignore[arg-type]  # nobody writes to it
        status, headers = begun[0]
        sent = Headers(headers)
        if _may_be_shorter(status, sent):
            sent.add_header("Vary", "Accept-Encoding")
            if environ["REQUEST_METHOD"] == "GET" and _takes_gzip(environ):
                body = [_short(_whole(body))]
                sent["Content-Encoding"] = "gzip"
                sent["Content-Length"] = str(len(body[0]))
        start_response(status, sent.items())
        return body


def _may_be_shorter(status: str, headers: Headers) -> bool:
    """Whether it is a whole file of a kind that gains by it, which is not compressed yet."""
    kind = (headers["Content-Type"] or "").partition(";")[0]
    is_plain = "Content-Encoding" not in headers and "Vary" not in headers
    is_long = int(headers["Content-Length"] or 0) >= _LEAST
    return status.startswith("200") and kind in _KINDS and is_plain and is_long


def _takes_gzip(environ: "WSGIEnvironment") -> bool:
    return _TAKES_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) is not None


def _whole(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()


@lru_cache(_FILES)
def _short(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)
