"""Run a module of these tools in another checkout, say that of an earlier commit.

It runs with the interpreter and the program of that checkout, but as it stands here, so that two
commits are looked at with the same eyes.
"""

import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent.parent
# The program of the checkout is imported before these tools, which may be there as well.
_START = """
import runpy, sys
import planner
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""


def run(tree: Path, module: str, *words: str | Path, **settings: str) -> str:
    """What the module prints, started there with these words and these settings of the program."""
    python = tree.absolute() / ".venv" / "bin" / "python"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANNER")}
    done = subprocess.run(
        [python, "-c", _START, HERE, module, *words],
        cwd=tree,
        env={**kept, **settings},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def tell_the_story(tree: Path, folder: Path, today: str) -> None:
    """Put the demo story, as of that day, into a new database in this folder."""
    planner = tree.absolute() / ".venv" / "bin" / "planner"
    env = {**os.environ, "PLANNER_DATA": str(folder), "PLANNER_TODAY": today}
    env.pop("DATABASE_URL", None)
    for words in (("database", "upgrade"), ("demo", "load")):
        subprocess.run([planner, *words], cwd=tree, env=env, capture_output=True, check=True)
