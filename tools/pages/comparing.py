"""What differs between two savings."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

SUCH_AS = 3  # pages that are named of each difference
LONGEST = 300  # what is told of a line


def compare(before: Path, after: Path) -> None:
    """Tell each difference once, that of most pages first; return with 1 if there is one."""
    told = defaultdict(list)
    names = sorted({path.relative_to(top) for top in (before, after) for path in top.glob("*/*")})
    for name in names:
        texts = [_lines(top / name) for top in (before, after)]
        for difference in _differences(*texts):
            told[difference].append(unquote(str(name)))
    for difference, pages in sorted(told.items(), key=lambda found: -len(found[1])):
        print(f"{len(pages)} pages, such as {', '.join(pages[:SUCH_AS])}\n{difference}\n")
    print(f"{len(names)} pages, {len(told)} differences")
    raise SystemExit(bool(told))


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else ["no such page"]


def _differences(old: list[str], new: list[str]) -> Iterator[str]:
    if old == new:
        return
    if ["no such page"] in (old, new):
        yield "only before" if new == ["no such page"] else "only after"
        return
    meeting = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, a, b, c, d in meeting.get_opcodes():
        if kind != "equal":
            gone = [f"  - {line[:LONGEST]}" for line in old[a:b]]
            come = [f"  + {line[:LONGEST]}" for line in new[c:d]]
            yield "\n".join(gone + come)
