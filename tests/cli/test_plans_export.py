"""`planner plans export`."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from planner.database import db
from planner.models import Customer
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from tests.support.stories.plan_documents import NAME, plan_document, plan_file

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "new" / "files"


@pytest.fixture
def two_customers(app: Flask) -> None:
    """`ahorn` with a closed, a current and a coming plan, and `birke` with one."""
    periods = {2025: "closed", 2026: "active", 2027: "active"}
    for year, status in periods.items():
        bring_in(app, "ahorn", **_period(year), status=status)
    bring_in(app, "birke")


def _period(year: int) -> dict[str, str]:
    return {"starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31"}


def bring_in(app: Flask, key: str, **plan: str) -> None:
    changes: dict[str, object] = {f"/plan/{name}": value for name, value in plan.items()}
    document = plan_document({**changes, "/customer/key": key})
    with app.app_context():
        import_document(read_plan_file(plan_file(document), NAME), by=None)
        db.session.commit()


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["plans", "export", *map(str, arguments)])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.usefixtures("two_customers")
def test_every_plan_becomes_a_file_and_the_current_one_has_the_short_name(
    app: Flask, folder: Path
) -> None:
    result = run(app, "--all", "--to", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert names(folder) == [
        "ahorn.2025-01-01.json",
        "ahorn.2027-01-01.json",
        "ahorn.json",
        "birke.json",
    ]
    current = json.loads((folder / "ahorn.json").read_text())
    assert current["plan"]["starts_on"] == "2026-01-01"


@pytest.mark.usefixtures("two_customers")
def test_what_was_written_comes_in_again_and_changes_nothing(app: Flask, folder: Path) -> None:
    run(app, "--all", "--to", folder)
    for path in folder.iterdir():
        document = read_plan_file(path.read_bytes(), path.name)
        with app.app_context():
            assert import_document(document, by=None, replace=True).changes_nothing


@pytest.mark.usefixtures("two_customers")
@pytest.mark.parametrize(
    "chosen",
    [
        ["--customer", "ahorn", "--customer", "birke"],
        ["--customer", "ahorn", "birke"],
        ["--customer", "birke", "ahorn", "birke"],
    ],
)
def test_several_customers_can_be_named(app: Flask, folder: Path, chosen: list[str]) -> None:
    assert run(app, *chosen, "--to", folder).exit_code == 0
    assert len(names(folder)) == 4


@pytest.mark.usefixtures("two_customers")
def test_only_the_customer_that_is_named_is_written(app: Flask, folder: Path) -> None:
    assert run(app, "--to", folder, "--customer", "birke").exit_code == 0
    assert names(folder) == ["birke.json"]


@pytest.mark.usefixtures("two_customers")
def test_an_unknown_customer_is_refused_and_nothing_is_written(app: Flask, folder: Path) -> None:
    result = run(app, "--customer", "birke", "eiche", "--to", folder)
    assert result.exit_code == 1
    assert 'There is no customer with the key "eiche".' in result.stderr
    assert not folder.exists()


def test_a_customer_without_a_plan_is_refused_by_name_and_left_out_of_all(
    app: Flask, folder: Path
) -> None:
    with app.app_context():
        db.session.add(Customer(key="linde", name="Linde"))
        db.session.commit()
    result = run(app, "--customer", "linde", "--to", folder)
    assert (result.exit_code, "no plan" in result.stderr) == (1, True)
    assert run(app, "--all", "--to", folder).exit_code == 0
    assert names(folder) == []


@pytest.mark.parametrize(
    "chosen", [[], ["birke"], ["--all", "birke"], ["--all", "--customer", "b"]]
)
def test_either_all_or_some_are_chosen(app: Flask, folder: Path, chosen: list[str]) -> None:
    assert run(app, *chosen, "--to", folder).exit_code == 2
    assert not folder.exists()


@pytest.mark.usefixtures("two_customers")
def test_a_file_that_was_there_is_replaced_as_a_whole(app: Flask, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "birke.json").write_text("something much longer" * 10_000)
    run(app, "--customer", "birke", "--to", folder)
    assert (
        read_plan_file((folder / "birke.json").read_bytes(), "birke.json")["customer"]["key"]
        == "birke"
    )
    assert names(folder) == ["birke.json"]


@pytest.mark.usefixtures("two_customers")
def test_two_plans_never_share_a_file(app: Flask, folder: Path) -> None:
    bring_in(app, "ahorn.2025-01-01")
    result = run(app, "--all", "--to", folder)
    assert result.exit_code == 1
    assert "ahorn.2025-01-01.json would be written twice" in result.stderr


def test_more_customers_than_fit_at_once_are_all_written(app: Flask, folder: Path) -> None:
    for number in range(45):
        bring_in(app, f"customer-{number}")
    assert run(app, "--all", "--to", folder).exit_code == 0
    assert len(names(folder)) == 45
