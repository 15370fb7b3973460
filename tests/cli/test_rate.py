"""`planner rate`."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from planner import create_app
from planner.cli.rate import rate
from planner.config import Settings
from planner.database import db
from planner.planfiles import Document, read_plan_file
from planner.planfiles.importing import import_document
from tests.rating.building import Story
from tests.rating.plans import modern, two_joint_visits
from tests.support.stories.plan_documents import plan_document, plan_file

AS_OF = ("--as-of", "2026-06-30")


def put(folder: Path, name: str, content: Document | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else plan_file(content))
    return str(path)


def rated(*arguments: str) -> Result:
    return CliRunner().invoke(rate, arguments)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def story_document(story: Story, key: str) -> Document:
    story.document["customer"] = {"key": key, "name": key}
    return story.document


def test_one_line_for_each_file_in_the_order_given(tmp_path: Path) -> None:
    iron = put(tmp_path, "1.json", story_document(two_joint_visits(), "zwei"))
    new = put(tmp_path, "2.json", story_document(modern(), "eins"))
    result = rated(new, iron, new, "--json", *AS_OF)
    found = [(line["customer"], line["age"], line["as_of"]) for line in lines(result)]
    day = "2026-06-30"
    assert found == [("eins", "modern", day), ("zwei", "iron", day), ("eins", "modern", day)]
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_line_is_the_rating_as_json(tmp_path: Path) -> None:
    story = two_joint_visits()
    result = rated(put(tmp_path, "1.json", story.document), "--json", *AS_OF)
    assert lines(result) == [story.rated().as_json()]


def test_a_bad_file_is_named_and_the_others_are_rated_all_the_same(tmp_path: Path) -> None:
    good = put(tmp_path, "good.json", modern().document)
    bad = put(tmp_path, "bad.json", plan_document({"/plan/starts_on": "2026-02-30"}))
    result = rated(bad, good, "--json", *AS_OF)
    first, second = lines(result)
    assert (first["customer"], second["age"]) == (plan_document()["customer"]["key"], "modern")
    assert "/plan/starts_on" in first["error"]
    assert "/plan/starts_on" in result.stderr
    assert result.exit_code == 1


def test_all_problems_of_a_bad_file_are_named(tmp_path: Path) -> None:
    bad = plan_document({"/plan/starts_on": "2026-02-30", "/customer/annual_revenue": -1})
    (line,) = lines(rated(put(tmp_path, "bad.json", bad), "--json"))
    assert "/plan/starts_on" in line["error"]
    assert "/customer/annual_revenue" in line["error"]


def test_one_bad_file_among_a_hundred_is_named_with_all_its_problems(tmp_path: Path) -> None:
    paths = [
        put(tmp_path, f"{n}.json", story_document(modern(), f"customer-{n}")) for n in range(100)
    ]
    wrong = {"/plan/starts_on": "2026-02-30", "/customer/annual_revenue": -1}
    paths[41] = put(tmp_path, "bad.json", plan_document(wrong))
    result = rated(*paths, "--json", *AS_OF)
    found = lines(result)
    assert [line.get("age", "bad") for line in found] == ["modern"] * 41 + ["bad"] + ["modern"] * 58
    assert [line["customer"] for line in found[40:43:2]] == ["customer-40", "customer-42"]
    assert all(place in found[41]["error"] for place in wrong)
    assert all(place in result.stderr for place in wrong)
    assert (result.stderr.count("bad.json") > 0, result.exit_code) == (True, 1)


def test_before_the_plan_began_it_is_unrated(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", modern().document)
    result = rated(path, "--json", "--as-of", "2020-01-01")
    (line,) = lines(result)
    assert (line["age"], line["one_sidedness"], line["symptoms"]) == ("unrated", None, [])
    assert result.exit_code == 0


def test_today_is_the_day_in_the_time_zone_of_the_organisation(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", modern().document)

    def day(zone: str) -> datetime.date:
        result = CliRunner(env={"PLANNER_TIME_ZONE": zone}).invoke(rate, [path, "--json"])
        return datetime.date.fromisoformat(lines(result)[0]["as_of"])

    # Kiritimati is 25 hours ahead of Pago Pago, so that it is a later day there at any time.
    first, earlier = datetime.datetime.now(ZoneInfo("Pacific/Kiritimati")), datetime.timedelta(1)
    kiritimati, pago_pago = day("Pacific/Kiritimati"), day("Pacific/Pago_Pago")
    assert kiritimati > pago_pago
    assert first.date() in (kiritimati, kiritimati - earlier)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"customer": {"name": "No key"}}'])
def test_a_file_without_a_readable_customer_is_named_itself(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path, "bad.json", content)
    result = rated(path, "--json")
    (line,) = lines(result)
    assert (line["file"], "customer" in line, result.exit_code) == (path, False, 1)


def test_a_file_that_is_not_there_is_a_bad_file(tmp_path: Path) -> None:
    result = rated(str(tmp_path / "nowhere.json"), "--json")
    assert lines(result)[0]["file"] == str(tmp_path / "nowhere.json")
    assert result.exit_code == 1


def test_people_read_what_decides_before_what_does_not(tmp_path: Path) -> None:
    story = two_joint_visits().potential("Payments")
    result = rated(put(tmp_path, "1.json", story.document), *AS_OF)
    text = result.stdout
    assert text.startswith("story-ag: iron on 2026-06-30\n  one-sidedness: ")
    assert text.index("no_ideas (decides, iron): entry:c1/0") < text.index("field_uncovered (din")


def test_today_is_the_day_unless_another_is_given(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", modern().document)
    result = CliRunner(env={"PLANNER_TODAY": "2026-07-01"}).invoke(rate, [path, "--json"])
    assert lines(result)[0]["as_of"] == "2026-07-01"


@pytest.mark.parametrize(
    "day", ["2026-02-30", "30.06.2026", "0026-06-30", "20260630", "2026-W01-1", "gestern", ""]
)
def test_what_is_no_day_is_wrong_usage(tmp_path: Path, day: str) -> None:
    result = rated(put(tmp_path, "1.json", modern().document), "--as-of", day)
    assert result.exit_code == 2
    assert "is not a day" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["plan.json", "--all"], ["--json"]])
def test_either_files_or_the_database_are_rated(arguments: list[str]) -> None:
    assert rated(*arguments).exit_code == 2


def test_rating_a_file_touches_no_database(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", modern().document)
    data = tmp_path / "data"
    environment = {"PLANNER_DATA": str(data), "DATABASE_URL": "sqlite:////nowhere/at/all"}
    done = subprocess.run(
        [Path(sys.executable).with_name("planner"), "rate", path, "--json", *AS_OF],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, json.loads(done.stdout)["age"]) == (0, "modern")
    assert not data.exists()


def test_the_database_gives_the_same_ratings_as_the_files(app: Flask, tmp_path: Path) -> None:
    documents = [
        story_document(modern(), "modern"),
        story_document(modern(jos_target=150), "diverging"),
        story_document(two_joint_visits(), "two"),
        story_document(Story(status="closed"), "closed"),
        plan_document(),
    ]
    paths = [put(tmp_path, f"{n}.json", document) for n, document in enumerate(documents)]
    with app.app_context():
        for document in documents:
            import_document(read_plan_file(plan_file(document), "file"), by=None)
        db.session.commit()
    from_files = rated(*paths, "--json", *AS_OF)
    from_database = app.test_cli_runner().invoke(rate, ["--all", "--json", *AS_OF])
    assert from_database.exit_code == 0
    assert sorted(from_database.stdout.splitlines()) == sorted(from_files.stdout.splitlines())
    assert len(lines(from_database)) == len(documents)


@pytest.mark.databases("sqlite")
def test_a_database_without_tables_is_refused(empty_database_url: str, tmp_path: Path) -> None:
    app = create_app(Settings(empty_database_url, tmp_path / "data", "only for tests"))
    result = app.test_cli_runner().invoke(rate, ["--all"])
    assert result.exit_code == 1
    assert "planner database upgrade" in result.stderr
    with app.app_context():
        db.engine.dispose()
