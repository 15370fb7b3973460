"""The terms of contracts come in with a plan file, and out of it again."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from planner.cli import main
from planner.database import db
from planner.models import Contract
from tests.planfiles.bringing import bring_in, take_out
from tests.support.stories.plan_documents import plan_document, plan_file

pytestmark = pytest.mark.usefixtures("inside")

LATEST: dict[str, Any] = {
    "key": "latest",
    "title": "Third frame",
    "signed_on": "2026-02-01",
    "ends_on": "2027-01-31",
    "renews": "before",
    "notice": {"count": 3, "unit": "month"},
    "renewal": "automatic",
    "renewal_months": 6,
}
BEFORE: dict[str, Any] = {
    "key": "before",
    "title": "Second frame",
    "signed_on": "2025-02-01",
    "notice": {"count": 6, "unit": "week", "to": "end_of_quarter"},
    "terminated_on": "2025-12-01",
    "terminated_by": "customer",
    "terminated_to": "2026-03-31",
    "termination_reason": "They want a better rate",
    "described_on": "2025-02-03",
}


def test_all_terms_come_back_as_they_went_in_and_change_when_they_change() -> None:
    document = plan_document()
    document["contracts"] += [LATEST, dict(BEFORE)]
    outcome = bring_in(document)
    assert take_out(outcome)["contracts"] == document["contracts"]

    document["contracts"][1] = LATEST | {"notice": {"count": 1, "unit": "day"}, "renews": "frame"}
    del document["contracts"][2]["notice"]
    assert take_out(bring_in(document, replace=True))["contracts"] == document["contracts"]
    latest = db.session.query(Contract).filter_by(key="latest").one()
    assert latest.renews is not None
    assert latest.renews.key == "frame"


def test_what_names_a_contract_comes_back_as_it_went_in() -> None:
    document = plan_document()
    document["contracts"].append(dict(BEFORE))
    named = {"deals": "frame", "activities": "before", "conversations": "before"}
    for name, key in named.items():
        document["plan"][name][0]["contract"] = key
    plan = take_out(bring_in(document))["plan"]
    assert {name: plan[name][0]["contract"] for name in named} == named
    del document["plan"]["deals"][0]["contract"]
    plan = take_out(bring_in(document, replace=True))["plan"]
    assert "contract" not in plan["deals"][0]


@pytest.mark.databases("sqlite")
def test_promises_and_proposals_come_back_as_they_went_in_and_answer_as_their_file(
    app: Flask, tmp_path: Path
) -> None:
    document = plan_document()
    handed: dict[str, Any] = {
        "key": "handed",
        "title": "Cars",
        "signed_on": "2026-02-01",
        "won_by": "greta",
        "promises": [
            {"key": "call", "text": "A call a month", "owner": "greta", "due_on": "2026-03-01"},
            {"key": "visit", "text": "A visit", "kept_on": "2026-02-20"},
        ],
        "handovers": [
            {
                "to": "greta",
                "proposed_on": "2026-02-03",
                "answered_on": "2026-02-04",
                "answer": "sent_back",
                "reason": "Which cars?",
            },
            {"to": "greta", "proposed_on": "2026-02-05"},
        ],
    }
    document["contracts"].append(handed)
    assert take_out(bring_in(document))["contracts"] == document["contracts"]
    db.session.commit()
    path = tmp_path / "1.json"
    path.write_bytes(plan_file(document))
    command = ["handovers", "check", "--json", "--as-of", "2026-06-30"]
    of_file = CliRunner().invoke(main, [*command, str(path)])
    of_database = app.test_cli_runner().invoke(main, [*command, "--all"])
    assert (of_database.exit_code, of_database.stdout) == (0, of_file.stdout)

    handed["promises"].pop(0)
    handed["handovers"][1] |= {"answered_on": "2026-02-07", "answer": "accepted"}
    assert take_out(bring_in(document, replace=True))["contracts"] == document["contracts"]


@pytest.mark.databases("sqlite")
def test_the_database_dates_contracts_as_their_file_does(app: Flask, tmp_path: Path) -> None:
    document = plan_document()
    document["contracts"] += [LATEST, BEFORE]
    bring_in(document)
    path = tmp_path / "1.json"
    path.write_bytes(plan_file(document))
    command = ["contracts", "dates", "--json", "--as-of", "2026-06-30"]
    of_file = CliRunner().invoke(main, [*command, str(path)])
    of_database = app.test_cli_runner().invoke(main, [*command, "--all"])
    assert (of_database.exit_code, of_database.stdout) == (0, of_file.stdout)
    states = {each["contract"]: each["state"] for each in json.loads(of_file.stdout)["contracts"]}
    assert states["before"] == "renewed"
