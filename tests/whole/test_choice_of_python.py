"""`make install` takes the first Python on the PATH, unless another one is much faster."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import choose_python

BROKEN = "exit 127"
TOO_OLD = "exit 1"
NONSENSE = "echo fast"


def put(folder: Path, name: str, does: str) -> Path:
    """A Python that tells what it takes, or fails."""
    folder.mkdir(exist_ok=True)
    python = folder / name
    python.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    python.chmod(0o755)
    return python


def on(*pythons: Path) -> str:
    return os.pathsep.join(str(python.parent) for python in pythons)


def test_the_first_stays_where_no_other_is_much_faster(tmp_path: Path) -> None:
    first = put(tmp_path / "a", "python3", "echo 0.100")
    other = put(tmp_path / "b", "python3", "echo 0.090")
    assert choose_python.chosen(on(first, other)) == first


def test_one_that_is_much_faster_is_taken_wherever_it_lies(tmp_path: Path) -> None:
    first = put(tmp_path / "a", "python3", "echo 0.100")
    put(tmp_path / "a", "python3.12", "echo 0.095")
    fast = put(tmp_path / "b", "python3.13", "echo 0.070")
    assert choose_python.chosen(on(first, fast)) == fast


@pytest.mark.parametrize("does", [BROKEN, TOO_OLD, NONSENSE])
def test_what_cannot_be_used_is_passed_over(tmp_path: Path, does: str) -> None:
    put(tmp_path / "a", "python3", does)
    usable = put(tmp_path / "a", "python3.11", "echo 0.2")
    assert choose_python.chosen(on(usable)) == usable


def test_none_is_found_where_there_is_none(tmp_path: Path) -> None:
    put(tmp_path, "python3", BROKEN)
    assert choose_python.chosen(str(tmp_path)) is None


def test_one_with_two_names_is_asked_once_and_the_one_to_be_made_never(tmp_path: Path) -> None:
    python = put(tmp_path / "a", "python3", "echo 0.1")
    (tmp_path / "a" / "python").symlink_to(python)
    own = choose_python.MEASURE.parent.parent / ".venv" / "bin"
    assert list(choose_python.found_on(f"{own}{os.pathsep}{tmp_path / 'a'}")) == [python]


def test_this_python_tells_what_it_takes_and_an_old_one_that_it_is_no_use() -> None:
    assert (choose_python.seconds(Path(sys.executable)) or 0) > 0
    old = "import sys; sys.version_info = (3, 10); exec(open(sys.argv[1]).read())"
    asked = [sys.executable, "-c", old, str(choose_python.MEASURE)]
    assert subprocess.run(asked, check=False, capture_output=True).returncode == 1
