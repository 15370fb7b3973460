"""Ten edits a second across many plans, over real requests, in a process of their own."""

import re
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from itertools import cycle
from multiprocessing.connection import Connection
from urllib.parse import urlencode

_TOKEN = re.compile(r'data-token="([^"]+)"')
A_SECOND = 10


def edit(port: int, cookie: str, plan_ids: Sequence[int], first: int, told: Connection) -> None:
    """Say when it begins; edit until told to stop; say when each edit was acknowledged, and where.

    The edits are numbered from `first` on.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers, token = _token(connection, cookie, plan_ids[0])
    told.send("ready")
    made: list[tuple[int, float]] = []
    next_at = time.monotonic()
    for plan_id in cycle(plan_ids):
        if told.poll(max(0.0, next_at - time.monotonic())):
            break
        next_at += 1 / A_SECOND
        body = urlencode({"text": f"Edit {first + len(made)}", "csrf_token": token})
        connection.request("POST", f"/plans/{plan_id}/questions", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 303:  # noqa: PLR2004 - a redirect after a change
            raise RuntimeError(f"An edit was answered with {answer.status}.")
        made.append((plan_id, time.monotonic()))
    told.send(made)


def _token(connection: HTTPConnection, cookie: str, plan_id: int) -> tuple[dict[str, str], str]:
    """What a browser sends along that has a plan's page open."""
    connection.request("GET", f"/plans/{plan_id}", headers={"Cookie": cookie})
    answer = connection.getresponse()
    found = _TOKEN.search(answer.read().decode())
    renewed = answer.getheader("Set-Cookie")
    if found is None:
        raise RuntimeError("The plan's page has no token against forgery.")
    headers = {
        "Cookie": renewed.split(";")[0] if renewed else cookie,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return headers, found[1]
