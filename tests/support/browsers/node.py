"""The Node.js that `make install` found or brought."""

import os
import shutil
import sys
from functools import cache
from pathlib import Path

from planner import places

ROOT = places.PACKAGE.parent
PACKAGES = ROOT / "node_modules"


@cache
def node() -> str:
    """The path of the program."""
    folders = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which("node", path=folders)
    if found is None:
        raise RuntimeError("There is no Node.js; `make install` brings one.")
    return found
