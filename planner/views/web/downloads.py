"""Tables as files: the one way in which pages hand them out."""

import io
import re

from flask import Response, abort, send_file

from planner import clock
from planner.exports.tables import Row, Table, as_csv
from planner.exports.workbooks import as_xlsx
from planner.translation import language

_WRITERS = {
    "csv": (as_csv, "text/csv"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_LONGEST = 120


def download(table: Table[Row], kind: str, name: str) -> Response:
    """The table as `csv` or `xlsx`, in the reader's language; 404 for another kind.

    `name` is what the file is called, without the day and the ending, which are put to it. The
    file is complete before the first of it is sent: nobody gets half of one, and a slow line keeps
    no transaction open.
    """
    if kind not in _WRITERS:
        abort(404)
    write, media = _WRITERS[kind]
    return as_file(write(table, language()), media, name, kind)


def as_file(data: bytes, media: str, name: str, ending: str) -> Response:
    """A file to be kept, named so that every system can store it, umlauts and all."""
    called = f"{_storable(name)} {clock.today().isoformat()}.{ending}"
    reply = send_file(io.BytesIO(data), media, as_attachment=True, download_name=called, etag=False)
    del reply.headers["Cache-Control"]  # Flask's own; what every page says says more
    return reply


def _storable(name: str) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', "-", name)[:_LONGEST].strip(" .-") or "planner"
