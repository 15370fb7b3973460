"""How full the folders are."""

from collections import Counter
from pathlib import Path

# Nothing that is written by hand.
_MADE = {".pyc", ".mo"}


def fullest(top: Path) -> tuple[Path, int]:
    """The folder with the most files, those in its own folders not counted, and how many."""
    counted = Counter(
        path.parent for path in top.rglob("*") if path.is_file() and path.suffix not in _MADE
    )
    return counted.most_common(1)[0]
