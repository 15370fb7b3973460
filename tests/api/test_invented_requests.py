"""Requests that nobody has thought of: whatever is sent, the answer is one that is described.

`INVENTED=300 .venv/bin/pytest tests/api/test_invented_requests.py` invents that many for each call.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from planner.database import db
from planner.models import Person, TokenScope
from tests.api.programs import Program, known_arguments
from tests.api.test_reading import plan_address
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings

INVENTED = int(os.environ.get("INVENTED", "0"))
"""For each call, of what should be taken and of what should not. Without, one of either for a share
of the calls, so that each call is tried by somebody."""
ANSWERS = [200, 201, 204, 304, 400, 401, 403, 404, 409, 412, 422, 428]
"""To what the schema takes: that a reference leads nowhere or that something excludes something
else no schema says, nor who may do what, nor from which version somebody begins."""
REFUSALS = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428]
WHO = {"reader": TokenScope.READ, "writer": TokenScope.WRITE, "administrator": TokenScope.ADMIN}
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ANSWERS},
        "negative_data_rejection": {"expected-statuses": REFUSALS},
        "missing_required_header": {"expected-statuses": [401, 403, 404, 428]},
    }
}


@pytest.mark.parametrize("who", WHO)
def test_every_answer_is_one_that_is_described(app: Flask, cast: Cast, who: str) -> None:
    member = surroundings(app).member
    if WHO[who] is TokenScope.ADMIN:
        with app.app_context():
            db.session.get_one(Person, member.id).is_administrator = True
            db.session.commit()
    program = Program(app, member, WHO[who])
    app.config["PLANNER"] = replace(app.config["PLANNER"], api_rate=None)
    known = known_arguments(program, plan_address(app))
    failed = []
    for number, operation in enumerate(_operations(app)):
        for mode in _modes(who, number, operation):
            try:
                _try(operation, mode, program, known)
            except Exception as error:
                failed.append(f"{operation.label} {mode.value}: {error}")
    assert failed == [], "\n".join(failed)


def _modes(who: str, number: int, operation: Any) -> list[GenerationMode]:
    """Who reads reads a half, who writes sends each change, and administrators what is theirs."""
    modes = list(GenerationMode)
    reads, administers = operation.method == "get", "admin" in str(operation.definition.raw)
    if INVENTED or (who == "administrator" and administers):
        return modes
    is_own = {"reader": reads, "writer": not reads, "administrator": reads and number % 3 == 0}
    return [modes[number % 2]] if is_own[who] else []


def _operations(app: Flask) -> Iterator[Any]:
    config = SchemathesisConfig.from_dict(CONFIG)
    found = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)
    for result in found.get_all_operations():
        assert isinstance(result, Ok)
        yield result.ok()


def _try(operation: Any, mode: GenerationMode, program: Program, known: Mapping[str, Any]) -> None:
    @seed(2026)
    @settings(
        max_examples=INVENTED or 1,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        _lead_somewhere(case, known)
        case.call_and_validate(headers={"Authorization": f"Bearer {program.secret}"})

    send()


def _lead_somewhere(case: Any, known: Mapping[str, Any]) -> None:
    """Put what is there in the place of what was invented, where the address may lead somewhere."""
    if case.meta is not None and case.meta.generation.mode.is_negative:
        return
    found = known.get(case.operation.path, {})
    for name, value in found.items():
        if name in case.path_parameters:
            case.path_parameters[name] = value
