"""Every room of the house has its kind, and none is too full to be taken in.

What others build on lies in layers. What nobody builds on is a leaf: a package of its own with the
names of the layers inside, which only the list of pages imports, and whoever is said here.
"""

from collections import Counter
from pathlib import Path

import pytest

from planner.places import PACKAGE
from tests.whole.test_architecture import FILES, LAYERS, imports_of
from tools.house import names

PROJECT = PACKAGE.parent
MOST = 30
"""Files that somebody takes in who opens a folder."""

MOST_SHARED_NAMES = 12
"""In %, of public names: one who meets a name of two modules has to look which it is."""

LEAVES = {
    *("administration", "business_cases", "contracts", "customer_page", "first_hour"),
    *("handovers", "involvement"),
    *("my_work", "playbooks", "search", "sponsor_requests", "team"),
    *("reach", "relationships", "stages", "value_requests", "wallet", "work_list"),
}
# Cards name what their noun can do, the demo story is told through all actions, and what is due by
# the clock reaches everywhere.
OF_EVERYTHING = {"jobs", "nouns", "pages.py", "seeds"}
# The parts of the lead's pages are leaves in a leaf, which share what lies beside them.
AREAS = {
    "team": {
        "capacity",
        "coverage",
        "maturity",
        "pipeline",
        "reviews",
        "signatures",
        "targets",
        "weeks",
    }
}


def leaf_of(module: str) -> str | None:
    """The leaf that a module, by its full name, lies in."""
    parts = module.split(".")
    return parts[1] if parts[0] == "planner" and len(parts) > 1 and parts[1] in LEAVES else None


def test_nobody_builds_on_a_leaf() -> None:
    wrong = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in FILES
        for name in imports_of(file)
        if leaf_of(name)
        and file.relative_to(PACKAGE).parts[0] not in {*OF_EVERYTHING, leaf_of(name)}
    }
    assert wrong == set()


def rooms_in(folder: Path) -> set[str]:
    return {place.stem for place in folder.iterdir() if place.name[:2] != "__"}


def test_a_leaf_has_the_names_of_the_layers_inside() -> None:
    wrong = {
        leaf: rooms_in(PACKAGE / leaf) - LAYERS - AREAS.get(leaf, set()) for leaf in LEAVES
    } | {
        f"{leaf}/{area}": rooms_in(PACKAGE / leaf / area) - LAYERS
        for leaf, areas in AREAS.items()
        for area in areas
    }
    assert {leaf: rooms for leaf, rooms in wrong.items() if rooms} == {}


@pytest.mark.parametrize("top", ["planner", "templates", "tests", "tools"])
def test_no_folder_is_too_full(top: str) -> None:
    files = (file for file in (PROJECT / top).rglob("*") if "__pycache__" not in file.parts)
    full = Counter(str(file.parent.relative_to(PROJECT)) for file in files if file.is_file())
    assert {folder: number for folder, number in full.items() if number > MOST} == {}


def test_few_public_names_are_said_in_two_modules() -> None:
    said = names.listed(PACKAGE)
    assert names.share(PACKAGE) <= MOST_SHARED_NAMES, "\n".join(said[:40])


def test_no_text_holds_two_versions_of_itself() -> None:
    """What a merge has left to be decided is decided before anybody reads it."""
    kinds = ("*.md", "*.py", "*.html", "*.css", "*.js", "*.po", "*.toml")
    tops = ("docs", "planner", "templates", "static", "tests", "tools")
    files = [
        *(file for kind in kinds for file in PROJECT.glob(kind)),
        *(file for top in tops for kind in kinds for file in (PROJECT / top).rglob(kind)),
    ]
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    undecided = {
        str(file.relative_to(PROJECT))
        for file in files
        if any(line.startswith(marks) for line in file.read_text(encoding="utf-8").splitlines())
    }
    assert undecided == set()
