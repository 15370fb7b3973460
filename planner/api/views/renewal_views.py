"""The radar: which contracts come up next, as far as somebody sees them."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from flask import Response, request
from sqlalchemy import select

from planner.after_signature.renewals import RenewalState
from planner.api.asking import NotUnderstood, none_of
from planner.api.problems import Problem
from planner.api.views import answers, asked
from planner.api.views.answers import View
from planner.database import db
from planner.models import Field, Person
from planner.planfiles.shapes import AMOUNT
from planner.queries.after_signature import radar
from planner.queries.after_signature.radar_lines import RadarLine
from planner.views.web import me
from planner.words import gettext

COLUMNS: Final = (
    *("customer", "contract", "title", "field", "decision_on", "notice_on", "ends_on"),
    *("state", "risks", "annual_value", "currency", "owner", "url"),
)


def index() -> Response:
    """By the next day that matters; without a `state` all that go on, as on the page."""
    asked.only("limit", "cursor", "text", "owner", "field", "state")
    found, after = _found(), asked.after()
    if after is not None:
        found = [line for line in found if list(line.sorted_by) > after]
    limit = asked.limit()
    shown = found if limit is None else found[:limit]
    following = asked.following(list(shown[-1].sorted_by) if len(shown) < len(found) else None)
    rows = radar.rows_of(me(), shown)
    return answers.stretch([_document(row) for row in rows], COLUMNS, following)


def _found() -> list[RadarLine]:
    try:
        asked.check_once()
        wanted = [radar.found_lines(me(), each) for each in _filters()]
    except NotUnderstood as error:
        raise Problem("request", str(error)) from error
    return sorted((line for lines in wanted for line in lines), key=lambda line: line.sorted_by)


def _filters() -> Iterator[radar.RadarFilter]:
    """One for each state that is asked for."""
    states = list(RenewalState)
    said = request.args.get("state", "")
    owner, field_id = _owner(request.args.get("owner")), _field(request.args.get("field"))
    for state in dict.fromkeys(said.split(",")) if said else ("",):
        if state not in ("", *states) or (said and not state):
            raise NotUnderstood(none_of("state", state, states))
        yield radar.RadarFilter(
            text=request.args.get("text", ""), owner=owner, field_id=field_id, state=state
        )


def _owner(key: str | None) -> str:
    """What the page is asked for, of a person's key or `own`."""
    if key is None or key == radar.OWN_CUSTOMERS:
        return key or ""
    return str(_identity("owner", key, select(Person.id).where(Person.key == key)))


def _field(name: str | None) -> int | None:
    if name is None:
        return None
    return _identity("field", name, select(Field.id).where(Field.name == name))


def _identity(name: str, key: str, statement: Any) -> int:
    found: int | None = db.session.scalar(statement)
    if found is None:
        raise NotUnderstood(gettext("%(name)s: nothing has the key %(key)s.", name=name, key=key))
    return found


def _document(row: radar.RadarRow) -> dict[str, Any]:
    customer, contract = row.customer, row.contract
    said = {
        "customer": customer.key,
        "contract": contract.key,
        "title": contract.title,
        "field": contract.field,
        "decision_on": row.renewal.decision_on,
        "notice_on": row.notice_on,
        "ends_on": row.ends_on,
        "state": row.renewal.state.value,
        "risks": [risk.code for risk in row.renewal.risks],
        "annual_value": contract.annual_value,
        "currency": customer.currency,
        "owner": customer.owner_key,
        "url": answers.of_path(f"{answers.ROOT}/customers/{customer.key}/contracts/{contract.key}"),
    }
    return {name: _told(value) for name, value in said.items() if value is not None}


def _told(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return AMOUNT.show(value) if isinstance(value, Decimal) else value


RENEWAL_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {"renewals": {"GET": index}}
