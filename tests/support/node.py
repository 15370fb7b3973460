"""The Node.js that `make install` found or brought."""

import os
import shutil
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ROOT / "node_modules"


@cache
def node() -> str:
    """The path of the program."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which("node", path=places)
    if found is None:
        raise RuntimeError("There is no Node.js; `make install` brings one.")
    return found
