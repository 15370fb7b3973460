"""What a request may bring along: forms in UTF-8, and no NUL, which no page of ours ever sends.

A NUL is no sign of any text, and PostgreSQL keeps none: what was typed loses it, as it loses it
from files, and an address that holds one leads nowhere.
"""

from typing import IO, Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_NUL = "\x00"
_Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


class _Forms(FormDataParser):
    """Reads forms without the NULs in them, and without what has no name."""

    def parse(self, *arguments: Any, **named: Any) -> _Parsed:
        stream, form, files = super().parse(*arguments, **named)
        # A part without a name is called None, whatever the types say.
        parts: list[tuple[Any, str]] = list(form.items(multi=True))
        kept = [(_without(name), _without(text)) for name, text in parts if name is not None]
        return stream, self.cls(kept), files


class _PlainRequest(Request):
    form_data_parser_class = _Forms


def init_app(app: Flask) -> None:
    app.request_class = _PlainRequest
    app.before_request(_refuse_what_is_no_form)
    app.before_request(_refuse_nul_in_address)


def _refuse_what_is_no_form() -> None:
    """Answer 415 to what no page of ours sends, whatever the page: it is not even read."""
    if request.method in ("GET", "HEAD", "OPTIONS") or not _has_body():
        return
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in _FORMS or charset not in ("utf-8", "utf8"):
        abort(415)
    if request.mimetype == "multipart/form-data" and not request.mimetype_params.get("boundary"):
        abort(400)


def _has_body() -> bool:
    return bool(request.content_length) or request.mimetype != "" or _is_chunked()


def _is_chunked() -> bool:
    return "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def _refuse_nul_in_address() -> None:
    said = (text for pair in request.args.items(multi=True) for text in pair)
    if any(_NUL in text for text in (request.path, *said)):
        abort(400)


def _without(text: str) -> str:
    return text.replace(_NUL, "")
