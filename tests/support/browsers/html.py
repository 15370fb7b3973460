"""Checks that documents are valid HTML."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support.browsers.node import node

PROGRAM = Path(__file__).with_name("html_validate.mjs")


def problems(documents: Mapping[str, str]) -> list[str]:
    """What is wrong in these documents (by name), a line each; all are read by one Node.js."""
    done = subprocess.run(
        [node(), str(PROGRAM)],
        input=json.dumps(dict(documents)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"html-validate failed: {done.stderr}")
    found: list[str] = json.loads(done.stdout)
    return found
