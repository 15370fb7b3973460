"""How much of the program a request passes, seen on real requests to the demo story.

A move between files is a call from a function of one file of `planner/` to a function of another,
with nothing of the program in between: somebody who reads along has to open another file.
"""

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from flask import Flask

from planner import create_app, seeds
from tools import elsewhere
from tools.browser import Browser, forms

TODAY = "2026-06-15"
GENERALIST, SPECIALIST = "account manager", "specialist"


class Passed(NamedTuple):
    """The files of `planner/`, in the order in which they were reached first, and the moves."""

    files: list[str]
    moves: int


def requests(tree: Path) -> list[Passed]:
    """What a claim passes, and the conflict of an edited goal, in this checkout."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere.tell_the_story(tree, Path(folder), TODAY)
        settings = {"PLANNER_DATA": folder, "PLANNER_TODAY": TODAY}
        said = elsewhere.run(tree, "tools.house.traced", **settings)
    return [Passed(*passed) for passed in json.loads(said)]


def main() -> None:
    """In the other checkout: send both requests, and print what they passed."""
    print(json.dumps(traced_in(create_app())))


def traced_in(app: Flask) -> list[Passed]:
    """What both requests pass in this application, which tells the demo story."""
    generalist, specialist = (_signed_in(Browser(app), role) for role in (GENERALIST, SPECIALIST))
    return [_claim(specialist), _conflict(generalist, specialist)]


def _signed_in(browser: Browser, role: str) -> Browser:
    who = next(who for who in seeds.sign_ins() if who.role.startswith(role))
    browser.sign_in(who.email, who.password)
    return browser


def _claim(browser: Browser) -> Passed:
    """The specialist takes the first activity of the pool, on the row itself."""
    pool = browser.visit("/pool").text
    address = re.findall(r'formaction="(/activities/\d+/claim)"', pool)[0]
    form = next(form for form in forms(pool) if form.action == "")  # of all buttons on rows
    return _traced(lambda: browser.send_in_place(form._replace(action=address)).status_code, 200)


def _conflict(browser: Browser, other: Browser) -> Passed:
    """Two change the title of one goal, and the second, without scripts, has not seen the first."""
    goal = next(goal for goal in _goals(browser) if _may_edit(other, goal))
    mine, theirs = (
        next(form for form in forms(who.visit(f"{goal}/edit").text) if "title" in form.values)
        for who in (browser, other)
    )
    other.send(theirs, title="What the other one wrote")
    return _traced(lambda: browser.send(mine, title="Mine").status_code, 409)


def _goals(browser: Browser) -> Iterator[str]:
    """Their addresses, from the overviews of all customers in the list."""
    customers = browser.visit("/customers").text
    for address in re.findall(r'href="(/customers/[a-z0-9-]+)"', customers):
        yield from re.findall(r'href="(/goals/\d+)"', browser.visit(address).text)


def _may_edit(browser: Browser, goal: str) -> bool:
    return browser.visit(f"{goal}/edit").status_code == HTTPStatus.OK


def _traced(send: Callable[[], int], expected: int) -> Passed:
    package = f"{Path.cwd() / 'planner'}/"
    files: dict[str, None] = {}
    moves = 0

    def look(frame: FrameType, event: str, _what: object) -> None:
        nonlocal moves
        if event != "call" or not frame.f_code.co_filename.startswith(package):
            return
        here = frame.f_code.co_filename
        files.setdefault(here.removeprefix(package))
        caller = _caller_in(package, frame)
        moves += caller not in (None, here)

    sys.setprofile(look)
    status = send()
    sys.setprofile(None)
    if status != expected:
        raise RuntimeError(f"The answer was {status} instead of {expected}.")
    return Passed(list(files), moves)


def _caller_in(package: str, frame: FrameType) -> str | None:
    """The file of the nearest function of the program that led here."""
    above = frame.f_back
    while above and not above.f_code.co_filename.startswith(package):
        above = above.f_back
    return above.f_code.co_filename if above else None


if __name__ == "__main__":
    main()
