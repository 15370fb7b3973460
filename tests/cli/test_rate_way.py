"""`planner rate --way`."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner.planfiles.reading import read_file
from tests.cli.test_rate import AS_OF, lines, put, rated, story_document
from tests.rating.building import Story
from tests.rating.plans import modern, two_joint_visits
from tests.support.stories.plan_documents import plan_document


def iron(key: str = "eisen") -> dict[str, Any]:
    return story_document(modern(jos_target=150), key)


ALIGN = {"to": "modern", "steps": [{"step": "align", "item": "goal:g1", "side": None}], "why": None}


def test_the_way_is_a_part_of_the_rating_as_json(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", iron())
    (line,) = lines(rated(path, "--way", "--json", *AS_OF))
    (alone,) = lines(rated(path, "--json", *AS_OF))
    assert line == alone | {"way": ALIGN}
    assert "way" not in alone


def test_a_modern_plan_has_a_way_of_null(tmp_path: Path) -> None:
    (line,) = lines(rated(put(tmp_path, "1.json", modern().document), "--way", "--json", *AS_OF))
    assert line["way"] is None


def test_people_read_the_way_in_words(tmp_path: Path) -> None:
    story = two_joint_visits().goal("g1", ("anna", 20)).activity("a", 9, assignee="jo")
    result = rated(put(tmp_path, "1.json", story.document), "--way", *AS_OF)
    assert result.stdout.splitlines()[-4:] == [
        "  way to modern:",
        "    1. sign a goal: goal:g1 (specialist side)",
        "    2. propose an idea (specialist side)",
        "    3. review the plan together",
    ]


def test_people_read_why_there_is_no_way(tmp_path: Path) -> None:
    story = Story().member("jo").visit("v", 40, "anna").visit("w", 40, "anna")
    story.plan["members"][0]["left_on"] = "2026-06-01"
    result = rated(put(tmp_path, "1.json", story.document), "--way", *AS_OF)
    assert result.stdout.splitlines()[-1].startswith("  way: none. Nobody of the generalist side")


def test_the_plan_files_of_a_way_rate_as_it_promises(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", iron())
    result = rated(path, "--way", "--way-to", str(tmp_path / "ways"), "--json", *AS_OF)
    assert (result.exit_code, lines(result)[0]["way"]) == (0, ALIGN)
    written = sorted((tmp_path / "ways").iterdir())
    assert [file.name for file in written] == ["eisen.all.json", "eisen.without-0.json"]
    again = lines(rated(*map(str, written), "--json", *AS_OF))
    assert [line["age"] for line in again] == ["modern", "iron"]
    assert [read_file(file)["customer"]["key"] for file in written] == ["eisen", "eisen"]


def test_what_an_earlier_way_of_the_customer_left_goes(tmp_path: Path) -> None:
    ways = tmp_path / "ways"
    story = two_joint_visits().goal("g1", ("anna", 20)).activity("a", 9, assignee="jo")
    for document in (story_document(story, "eisen"), iron("eisen"), iron("eisen.without-1")):
        rated(put(tmp_path, "1.json", document), "--way", "--way-to", str(ways), *AS_OF)
    (ways / "eisen.notes.json").write_text("{}")
    document = story_document(modern(), "eisen")
    rated(put(tmp_path, "1.json", document), "--way", "--way-to", str(ways), *AS_OF)
    assert {file.name for file in ways.iterdir()} == {
        "eisen.notes.json",
        "eisen.without-1.all.json",
        "eisen.without-1.without-0.json",
    }


def test_two_plans_of_one_customer_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first, second = put(tmp_path, "1.json", iron()), put(tmp_path, "2.json", iron())
    other = put(tmp_path, "3.json", iron("anders"))
    ways = str(tmp_path / "ways")
    result = rated(first, second, other, "--way", "--way-to", ways, "--json", *AS_OF)
    found = lines(result)
    assert [line.get("age") for line in found] == ["iron", None, "iron"]
    assert found[1]["customer"] == "eisen"
    assert "another folder" in found[1]["error"]
    assert "another folder" in result.stderr
    assert result.exit_code == 1


def test_a_bad_file_is_named_and_the_others_have_their_way(tmp_path: Path) -> None:
    bad = put(tmp_path, "bad.json", plan_document({"/plan/starts_on": "2026-02-30"}))
    result = rated(bad, put(tmp_path, "1.json", iron()), "--way", "--json", *AS_OF)
    assert "/plan/starts_on" in lines(result)[0]["error"]
    assert lines(result)[1]["way"] == ALIGN
    assert result.exit_code == 1


def test_a_folder_that_cannot_be_made_is_refused_before_anything_is_rated(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", iron())
    result = rated(path, "--way", "--way-to", f"{path}/ways", *AS_OF)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "1.json" in result.stderr


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    ways = tmp_path / "ways"
    (ways / "eisen.all.json").mkdir(parents=True)
    result = rated(put(tmp_path, "1.json", iron()), "--way", "--way-to", str(ways), *AS_OF)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "eisen.all.json" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["--all", "--way"], ["plan.json", "--way-to", "."], ["--way"]]
)
def test_what_cannot_be_asked_for_is_wrong_usage(arguments: list[str]) -> None:
    assert rated(*arguments).exit_code == 2


def test_the_way_of_a_day_that_is_over_starts_from_that_day(tmp_path: Path) -> None:
    path = put(tmp_path, "1.json", iron())
    ways = tmp_path / "ways"
    day = ("--as-of", "2026-05-01")
    result = rated(path, "--way", "--way-to", str(ways), "--json", *day)
    way = lines(result)[0]["way"]
    again = rated(str(ways / "eisen.all.json"), "--json", *day)
    assert lines(again)[0]["age"] == way["to"]
    written = json.loads((ways / "eisen.all.json").read_text())
    assert "2026-05-01" in json.dumps(written["plan"])
