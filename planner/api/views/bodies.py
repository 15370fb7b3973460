"""What a program sends along: a body, and from which version it began."""

import re
from typing import Final

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from planner import planfiles
from planner.api import merging
from planner.api.problems import Problem
from planner.api.views.limits import LARGEST_BODY, LARGEST_PLAN_FILE
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.parsing import Document, parse
from planner.planfiles.checks.problems import Report
from planner.words import exact_day, gettext

_JSON: Final = ("application/json",)
_PATCH: Final = ("application/merge-patch+json", *_JSON)
_TAG: Final = re.compile(r'(?:W/)?"(\d{1,15})"')


def as_object() -> Document:
    return _object(_bytes(LARGEST_BODY, _JSON))


def as_patch() -> Document:
    return _object(_bytes(LARGEST_BODY, _PATCH))


def of_plan_file() -> bytes:
    return _bytes(LARGEST_PLAN_FILE, _JSON)


def if_match() -> int | str:
    """The version that the change begins from; raise Problem without one."""
    said = request.headers.get("If-Match", "").strip()
    if not said:
        raise Problem("version-needed")
    if said == merging.ANY:
        return said
    found = _TAG.fullmatch(said)
    return int(found[1]) if found else said


def _bytes(most: int, kinds: tuple[str, ...]) -> bytes:
    if request.mimetype not in kinds:
        raise Problem("media-type")
    request.max_content_length = most
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise Problem("size") from error
    if len(data) > most:
        raise Problem("size")
    return data


def _object(data: bytes) -> Document:
    report = Report("")
    try:
        document = parse(data, report)
        report.settle()
    except planfiles.PlanFileRefused as error:
        first = error.problems[0]
        kind = "size" if first.rule is Rule.TOO_LARGE else "request"
        raise Problem(kind, first.text(gettext, exact_day)) from error
    return document
