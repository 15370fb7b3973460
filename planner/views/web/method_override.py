"""Forms can only POST: `?_method=DELETE` on the address says what they mean."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MEANT = {"DELETE", "PUT", "PATCH"}


class MethodOverride:
    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST" and "_method=" in environ.get("QUERY_STRING", ""):
            meant = parse_qs(environ["QUERY_STRING"]).get("_method", [""])[0].upper()
            if meant in _MEANT:
                environ["REQUEST_METHOD"] = meant
        return self._application(environ, start_response)
