"""The commands for what comes before and after the signature, as they are called."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from planner.cli import main
from planner.database import db
from planner.planfiles import Document
from planner.planfiles.importing import import_document
from tests.after_signature.building import AccountStory
from tests.support.stories.plan_documents import plan_document, plan_file

AS_OF = ("--as-of", "2026-06-30")
COMMANDS = [
    ("contracts", "dates"),
    ("handovers", "check"),
    ("customers", "show"),
    ("worklist", "--person", "anna"),
]


def put(folder: Path, name: str, document: Document) -> str:
    path = folder / name
    path.write_bytes(plan_file(document))
    return str(path)


def called(command: Sequence[str], *arguments: str) -> Result:
    return CliRunner().invoke(main, [*command, *arguments])


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def story(key: str = "huber-ag") -> AccountStory:
    signed = AccountStory().customer(key=key).contract(signed=40, won_by="bea", ends=-100)
    return signed.screened("Leasing", 100, share_of_wallet=0.25).contact("cfo", influence=5)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_file_is_answered_in_one_line(command: Sequence[str], tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{n}.json", story(f"customer-{n}").document) for n in range(3)]
    result = called(command, *paths, "--json", *AS_OF)
    assert (result.exit_code, result.stderr) == (0, "")
    found = [(line["customer"], line["as_of"]) for line in lines(result)]
    assert found == [(f"customer-{n}", "2026-06-30") for n in range(3)]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bad_file_is_named_and_the_others_are_answered(
    command: Sequence[str], tmp_path: Path
) -> None:
    bad = put(tmp_path, "bad.json", plan_document({"/contracts/0/renews": "frame"}))
    good = put(tmp_path, "good.json", story().document)
    missing = str(tmp_path / "missing.json")
    result = called(command, bad, missing, good, "--json", *AS_OF)
    first, second, third = lines(result)
    assert first["customer"] == plan_document()["customer"]["key"]
    assert (second["file"], third["customer"]) == (missing, "huber-ag")
    for said in (first["error"], result.stderr):
        assert "/contracts/0/renews" in said
    assert result.exit_code == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_without_files_or_with_a_day_that_is_none_it_is_called_wrongly(
    command: Sequence[str], tmp_path: Path
) -> None:
    good = put(tmp_path, "good.json", story().document)
    assert called(command, "--json").exit_code == 2
    assert called(command, good, "--all").exit_code == 2
    assert called(command, good, "--as-of", "2026-02-30").exit_code == 2
    assert called(command, "--help").exit_code == 0


def test_a_work_list_asks_whose() -> None:
    assert called(("worklist",), "a.json").exit_code == 2


def test_the_work_list_comes_in_the_order_of_what_is_due(tmp_path: Path) -> None:
    quiet = AccountStory().customer(key="a").screened("L", 1, share_of_wallet=1)
    quiet.entry(1, "anna", state="parked")
    late = AccountStory().customer(key="z").activity("a1", 9, assignee="anna", due=3)
    other = AccountStory().customer(key="none")
    other.plan["members"] = []
    paths = [
        put(tmp_path, f"{n}.json", each.document) for n, each in enumerate((quiet, other, late))
    ]
    result = called(("worklist",), *paths, "--person", "anna", "--json", *AS_OF)
    found = [(line["customer"], line["person"], line["step"]) for line in lines(result)]
    assert found == [("z", "anna", "keep_promise"), ("a", "anna", "nothing")]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            COMMANDS[0],
            "huber-ag: 0 at stake on 2026-06-30, 1 without a value\n"
            "  k1: untouched (fixed), ends 2026-10-08 (Thursday), decided by 2026-07-10 (Friday), "
            "in sight from 2026-04-11 (Saturday), at stake: unknown, work: none\n",
        ),
        (
            COMMANDS[1],
            "huber-ag: handovers on 2026-06-30\n"
            "  k1: signed, 40 days after the signature, winner bea: not_described (contract:k1), "
            "no_receiver (contract:k1), no_joint_meeting (contract:k1), "
            "silent_after_signature (contract:k1)\n",
        ),
        (
            COMMANDS[2],
            "huber-ag: customer on 2026-06-30\n"
            "  recorded as customer, owner anna: nothing to be said\n"
            "  wallet: 25 of 100, 0 unknown\n"
            "    Leasing: white, 25 of 100\n"
            "  contacts: known_by_nobody (contact:cfo)\n",
        ),
        (COMMANDS[3], "huber-ag: end_silence since 2026-05-21: contract:k1\n"),
    ],
)
def test_people_read_it_in_words(command: Sequence[str], said: str, tmp_path: Path) -> None:
    result = called(command, put(tmp_path, "1.json", story().document), *AS_OF)
    assert result.stdout == said


def test_cases_are_valued_in_one_line_for_each_file(tmp_path: Path) -> None:
    flows = [
        {"key": "buy", "label": "Buy", "amounts": [-100]},
        {"label": "Save", "amounts": [0, 110]},
    ]
    changes = [{"flow": "buy", "factor": 2}]
    case = {"key": "b1", "title": "C", "author": "anna", "on": "2026-01-01", "discount_rate": 0.1}
    scenario = {"key": "dear", "title": "Dear", "changes": changes}
    document = story().document
    document["plan"]["business_cases"] = [case | {"flows": flows, "scenarios": [scenario]}]
    path = put(tmp_path, "1.json", document)
    bad = put(tmp_path, "bad.json", plan_document({"/contracts/0/renews": "frame"}))
    result = called(("cases", "value"), path, bad, "--json")
    first, second = lines(result)
    found = [
        (each["scenario"], each["npv"], each["irr"]) for each in first["cases"][0]["scenarios"]
    ]
    assert found == [("base", 0, 0.1), ("dear", -100, -0.45)]
    assert ("error" in second, result.exit_code) == (True, 1)
    assert called(("cases", "value"), path).stdout == (
        "huber-ag: 1 business cases\n"
        "  b1, base: NPV 0 at 0.1, IRR 0.1, payback 0.91 years\n"
        "  b1, dear: NPV -100 at 0.1, IRR -0.45, payback unknown years\n"
    )


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("command", [*COMMANDS, ("cases", "value")])
def test_the_database_answers_as_its_plan_files_do(
    command: Sequence[str], app: Flask, tmp_path: Path
) -> None:
    years = ("2024", "2026")
    plans = [
        plan_document(
            {
                "/plan/starts_on": f"{year}-01-01",
                "/plan/ends_on": f"{year}-12-31",
                "/plan/status": "closed" if year == "2024" else "active",
                "/people/0/key": "anna",
            }
        )
        for year in years
    ]
    documents = [json.loads(json.dumps(plan).replace('"greta"', '"anna"')) for plan in plans]
    with app.app_context():
        for document in documents:
            import_document(document, by=None)
        db.session.commit()
    path = put(tmp_path, "1.json", documents[1])
    arguments = () if command == ("cases", "value") else AS_OF
    of_database = app.test_cli_runner().invoke(main, [*command, "--all", "--json", *arguments])
    of_file = called(command, path, "--json", *arguments)
    assert (of_database.exit_code, of_database.stdout) == (0, of_file.stdout)
    assert len(lines(of_file)) == 1


def test_files_are_answered_without_models_or_a_data_folder(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", story().document)
    program = (
        "import sys; from planner.cli import main; "
        "main(['contracts', 'dates', sys.argv[1], '--json'], standalone_mode=False); "
        "assert 'planner.models' not in sys.modules"
    )
    data = {"PLANNER_DATA": str(tmp_path / "data"), "PLANNER_TODAY": "2026-06-30"}
    ran = subprocess.run(
        [sys.executable, "-c", program, path], env=data, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["as_of"] == "2026-06-30"
    assert not (tmp_path / "data").exists()
