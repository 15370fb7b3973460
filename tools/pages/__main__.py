"""Save all pages of the demo story as everybody sees them, and compare two such savings.

    python -m tools.pages save FOLDER [CHECKOUT]
    python -m tools.pages compare BEFORE AFTER

What belongs to one moment only (tokens, digests of files) is written as a dot, and each tag stands
on a line of its own. Differences are grouped: each is told once, with how many pages have it.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from planner import seeds
from tools import elsewhere
from tools.pages.comparing import compare
from tools.pages.looking import AUDITOR, GERMAN, NOBODY, look

TODAY = "2026-06-15"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tools.pages", description=__doc__)
    commands = asked.add_subparsers(dest="command", required=True)
    saving = commands.add_parser("save")
    saving.add_argument("folder", type=Path)
    saving.add_argument("checkout", nargs="?", type=Path, default=Path())
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    looking = commands.add_parser("look")  # what `save` starts in the checkout
    looking.add_argument("who")
    looking.add_argument("folder", type=Path)
    words = asked.parse_args()
    if words.command == "save":
        save(words.checkout, words.folder)
    elif words.command == "look":
        look(words.who, words.folder)
    else:
        compare(words.before, words.after)


def save(tree: Path, folder: Path) -> None:
    """Each person looks at a database of their own, so that none sees what another has done."""
    with tempfile.TemporaryDirectory() as told:
        elsewhere.tell_the_story(tree, Path(told), TODAY)
        people = [NOBODY, GERMAN, AUDITOR, *(who.role for who in seeds.sign_ins())]
        for who in people:
            with tempfile.TemporaryDirectory() as data:
                shutil.copytree(told, data, dirs_exist_ok=True)
                settings = {"PLANNER_DATA": data, "PLANNER_TODAY": TODAY}
                place = folder.absolute() / who.replace(" ", "-")
                place.mkdir(parents=True, exist_ok=True)
                print(elsewhere.run(tree, "tools.pages", "look", who, place, **settings), end="")


main()
