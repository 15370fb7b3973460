"""What the address of a list asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import ColumnElement

from planner.api import asking
from planner.api.problems import Problem
from planner.api.views.answers import of_path, wants_csv
from planner.planfiles.shapes import Shape
from planner.words import gettext

USUAL, MOST = 50, 200
_OF_LISTS = ("limit", "cursor", "order")


@dataclass(frozen=True, slots=True)
class Asked:
    """`limit` is None for a table that is taken as a whole."""

    conditions: list[ColumnElement[bool]]
    order: list[asking.Order]
    limit: int | None
    after: list[Any] | None

    def following(self, last: Sequence[Any] | None) -> str | None:
        """The address of what comes after the item that says this of the order."""
        return following(last and [asking.as_in_cursor(value) for value in last])


def following(last: Sequence[Any] | None) -> str | None:
    """The address of what comes after the item that is in order by these plain values."""
    if last is None:
        return None
    cursor = _sealer().dumps([_said_order(), list(last)])
    kept = {name: text for name, text in request.args.items() if name != "cursor"}
    return of_path(f"{request.path}?{urlencode({**kept, 'cursor': cursor})}")


def asked_of(shape: Shape) -> Asked:
    """Raise Problem for a parameter or a value that there is not."""
    try:
        check_once()
        said = {name: text for name, text in request.args.items() if name not in _OF_LISTS}
        order = asking.ordered(shape, _said_order())
        return Asked(list(asking.conditions(shape, said)), order, limit(), _after(order))
    except asking.NotUnderstood as error:
        raise Problem("request", str(error)) from error


def check_once() -> None:
    """Raise NotUnderstood for a parameter that stands there twice."""
    for name, values in request.args.lists():
        if len(values) > 1:
            raise asking.NotUnderstood(
                gettext("%(name)s stands there twice; write a comma between.", name=name)
            )


def number_behind() -> int | None:
    """Of a list of what has numbers, the one after which it goes on."""
    cursor = request.args.get("cursor")
    try:
        return None if cursor is None else int(_sealer().loads(cursor))
    except (BadData, ValueError, TypeError) as error:
        raise Problem("request", _how_cursors_are_taken()) from error


def following_number(last: int) -> str:
    """The address of what comes after it."""
    kept = {name: text for name, text in request.args.items() if name != "cursor"}
    cursor = _sealer().dumps(last)
    return of_path(f"{request.path}?{urlencode({**kept, 'cursor': cursor})}")


def only(*names: str) -> None:
    """Raise Problem for any other parameter."""
    for name in request.args:
        if name not in names:
            raise Problem("request", gettext("There is no parameter %(name)s here.", name=name))


def limit() -> int | None:
    text = request.args.get("limit")
    if text is None:
        return None if wants_csv() else USUAL
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST):  # noqa: PLR2004 - three digits
        raise Problem(
            "request", gettext("limit: write a whole number from 1 to %(most)d.", most=MOST)
        )
    return int(text)


def _said_order() -> str:
    return request.args.get("order", "")


def _after(order: Sequence[asking.Order]) -> list[Any] | None:
    values = after()
    if values is None:
        return None
    return [asking.value_of_cursor(each, value) for each, value in zip(order, values, strict=True)]


def after() -> list[Any] | None:
    """The plain values of the item after which the list goes on."""
    cursor = request.args.get("cursor")
    if cursor is None:
        return None
    try:
        said, values = _sealer().loads(cursor)
    except (BadData, ValueError, TypeError) as error:
        raise Problem("request", _how_cursors_are_taken()) from error
    if said != _said_order():
        raise Problem("request", gettext("cursor: it is of a list in another order."))
    found: list[Any] = values
    return found


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="api cursor")


def _how_cursors_are_taken() -> str:
    return gettext("cursor: take it from “next” as it stands.")
