"""Print the figures of a checkout: `python -m tools.house [CHECKOUT] [--names]`.

With `--names` it lists instead the public names that are said in several modules, and where.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from tools.house import folders, lines, names, touched, traced


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tools.house", description=__doc__)
    asked.add_argument("checkout", nargs="?", type=Path, default=Path())
    asked.add_argument("--names", action="store_true", help="list the repeated public names")
    asked.add_argument("--files", action="store_true", help="name the files that are counted")
    words = asked.parse_args()
    if words.names:
        print("\n".join(names.listed(words.checkout / "planner")))
    else:
        show(words.checkout, named=words.files)


def show(tree: Path, *, named: bool) -> None:
    for top in ("planner", "templates", "tests"):
        fullest, number = folders.fullest(tree / top)
        say(f"files in the fullest folder of {top}/ ({fullest.relative_to(tree)})", number)
    say("public names that another module has too, in %", names.share(tree / "planner"))
    say("imports in the lines of views, in %", lines.share_of_imports(tree / "planner"))
    for what, files in touched.everything(tree):
        say(what, len(files), files if named else ())
    claim, conflict = traced.requests(tree)
    say("files of planner/ that a claim passes", len(claim.files), claim.files if named else ())
    say("moves between files in a claim", claim.moves)
    say("files that the conflict of an edited goal passes", len(conflict.files))
    say("moves between files in that conflict", conflict.moves)
    say("lines of planner/", lines.of(tree / "planner"))


def say(what: str, figure: float, files: Iterable[str] = ()) -> None:
    print(f"{figure:>8,}  {what}")
    for file in files:
        print(f"{'':10}{file}")


main()
