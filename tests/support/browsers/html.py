"""Checks that documents are valid HTML."""

import atexit
import json
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.support.browsers.node import node

PROGRAM = Path(__file__).with_name("html_validate.mjs")


def problems(documents: Mapping[str, str]) -> list[str]:
    """What is wrong in these documents (by name), a line each."""
    validator = _validator()
    assert validator.stdin
    assert validator.stdout
    validator.stdin.write(json.dumps(dict(documents)) + "\n")
    validator.stdin.flush()
    answer = validator.stdout.readline()
    if not answer:
        raise RuntimeError("html-validate failed; it has printed why.")
    found: list[str] = json.loads(answer)
    return found


@cache
def _validator() -> subprocess.Popen[str]:
    """One Node.js for all tests of this process: it takes half a second to start."""
    started = subprocess.Popen(
        [node(), str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(started.communicate)
    return started
