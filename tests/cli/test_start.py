"""What a command imports: importing everything takes longer than most commands work."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from planner.cli import main
from planner.config import Settings
from tests.cli.test_mass_rating import environment
from tests.support.stories.plan_documents import plan_document, plan_file

# Runs the command and names what was imported in the last line.
LOOK = """
import sys
from planner.cli import main
main(sys.argv[1:], standalone_mode=False)
print(*sys.modules)
"""


def imported(*arguments: str, settings: Settings) -> set[str]:
    """The modules that are there at the end of the command."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments],
        env=environment(settings),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def settings_for(folder: Path) -> Settings:
    return Settings(f"sqlite:///{folder / 'planner.sqlite'}", folder, secret_key="only for tests")


def commands() -> list[str]:
    with main.make_context("planner", [], resilient_parsing=True) as context:
        return main.list_commands(context)


@pytest.mark.parametrize("command", commands())
def test_every_command_that_the_help_names_is_there(command: str) -> None:
    overview = CliRunner().invoke(main, ["--help"])
    assert f"\n  {command} " in overview.stdout
    result = CliRunner().invoke(main, [command, "--help"], prog_name="planner")
    assert result.stdout.startswith(f"Usage: planner {command} [OPTIONS]")


def test_a_command_that_is_not_there_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["sreve"])
    assert (result.exit_code, "No such command 'sreve'" in result.stderr) == (2, True)


def test_the_help_needs_no_web_framework_and_no_database(tmp_path: Path) -> None:
    assert not imported("--help", settings=settings_for(tmp_path)) & {"flask", "sqlalchemy"}


def test_rating_a_file_needs_no_web_framework_and_no_database(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(plan_file(plan_document()))
    found = imported("rate", str(path), settings=settings_for(tmp_path))
    assert not found & {"flask", "sqlalchemy"}


@pytest.mark.databases("sqlite")
def test_rating_the_database_needs_no_pages(app: Flask, settings: Settings) -> None:
    found = imported("rate", "--all", settings=settings)
    assert "planner.queries.maturity.facts" in found
    assert not found & {"planner.pages", "planner.forms", "jinja2.ext", "wtforms", "granian"}
