"""`planner rate --all` on many plans: by several processes, with its progress on a terminal."""

import json
import os
import pty
import subprocess
import sys

import pytest
from flask import Flask

from planner.cli import mass_rating
from planner.cli.rate import rate
from planner.config import Settings
from planner.database import db
from planner.models import Setting
from planner.models.people.setting import THRESHOLDS
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from tests.rating.building import Story
from tests.rating.plans import modern, two_joint_visits
from tests.support.stories.plan_documents import plan_file

pytestmark = pytest.mark.own_database
ALL = ["rate", "--all", "--json", "--as-of", "2026-06-30"]
# As the command is, but for what makes a few plans many.
SPLIT = """
import sys
from planner.__main__ import main
from planner.cli import mass_rating
from planner.queries.maturity import facts
facts.BATCH = 2
mass_rating.processes_for = lambda plans: 2
main(sys.argv[1:])
"""


def bring_in(app: Flask, *stories: Story) -> None:
    """The stories as plans of customers with numbers."""
    with app.app_context():
        for number, story in enumerate(stories):
            story.document["customer"] = {"key": f"customer-{number}", "name": "Story AG"}
            import_document(read_plan_file(plan_file(story.document), "story"), by=None)
        db.session.commit()


def environment(settings: Settings) -> dict[str, str]:
    given = {"DATABASE_URL": settings.database_url, "PLANNER_DATA": str(settings.data_folder)}
    return {**os.environ, **given}


def started(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )


def test_several_processes_write_the_same_lines_in_the_same_order(
    app: Flask, settings: Settings
) -> None:
    bring_in(app, *(Story().potential(value=n) for n in range(3)), Story(status="closed"), modern())
    alone = app.test_cli_runner().invoke(rate, ALL[1:])
    split = started(settings, "-c", SPLIT, *ALL)
    assert (split.stdout, split.stderr, split.returncode) == (alone.stdout, "", 0)
    customers = [json.loads(line)["customer"] for line in split.stdout.splitlines()]
    assert customers == [f"customer-{number}" for number in range(5)]


@pytest.mark.databases("sqlite")
def test_what_goes_wrong_in_one_of_several_processes_ends_the_command(
    app: Flask, settings: Settings
) -> None:
    bring_in(app, modern(), modern(), modern())
    broken = SPLIT.replace("main(sys", "facts.ReadingRanges.facts = None\nmain(sys")
    done = started(settings, "-c", broken, *ALL)
    assert done.returncode != 0
    assert "NoneType" in done.stderr


def test_few_plans_are_rated_without_further_processes() -> None:
    assert mass_rating.processes_for(mass_rating.FEW_PLANS - 1) == 1


@pytest.mark.databases("sqlite")
def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(app: Flask, settings: Settings) -> None:
    bring_in(app, modern(), two_joint_visits())
    command = ["-m", "planner", *ALL]
    assert started(settings, *command).stderr == ""
    screen, terminal = pty.openpty()
    with os.fdopen(screen, "rb", buffering=0) as shown:
        done = subprocess.run(
            [sys.executable, *command],
            env=environment(settings),
            stdout=subprocess.PIPE,
            stderr=terminal,
            check=True,
        )
        os.close(terminal)
        assert b"2 of 2 plans" in shown.read(4096)
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.databases("sqlite")
def test_plans_in_the_database_are_rated_by_the_numbers_of_the_organisation(app: Flask) -> None:
    bring_in(app, Story(activated=20).potential())
    assert ages(app) == ["dinosaur"]
    with app.app_context():
        later = {"no_specialist_days": 30, "potential_unscreened_plan_days": 30}
        db.session.add(Setting(name=THRESHOLDS, value=json.dumps(later)))
        db.session.commit()
    assert ages(app) == ["forming"]


def ages(app: Flask) -> list[str]:
    done = app.test_cli_runner().invoke(rate, ALL[1:])
    return [json.loads(line)["age"] for line in done.stdout.splitlines()]


def test_before_a_plan_began_it_is_unrated(app: Flask) -> None:
    bring_in(app, modern())
    earlier = ["--all", "--json", "--as-of", "2020-01-01"]
    done = app.test_cli_runner().invoke(rate, earlier)
    line = json.loads(done.stdout)
    assert (line["age"], line["as_of"], line["shifts"]) == ("unrated", "2020-01-01", None)
    assert (line["symptoms"], done.exit_code) == ([], 0)
