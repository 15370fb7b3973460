"""The source of the program, packed: who uses it over a network may have it (AGPL, section 13)."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from planner import places

# What lies beside the code and is written by hand; nothing else is handed out, least of all data.
_BESIDE = (
    *("LICENSE", "Makefile", "pyproject.toml", "package.json", "package-lock.json"),
    *("requirements.lock", "requirements-dev.lock", "requirements-node.lock"),
    *("templates", "static", "migrations", "seed_data", "tools"),
)
# What is built out of the rest, or by running it.
_MADE = {"__pycache__", "_bundle", "vendor"}


@cache
def packed() -> bytes:
    """All that is needed to change the program and to build it again, as a ZIP file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in _files():
            archive.write(path, f"planner/{name}")
    return target.getvalue()


def _files() -> Iterator[tuple[Path, str]]:
    yield from _below(places.PACKAGE, places.PACKAGE.parent)
    for name in _BESIDE:
        yield from _below(places.ROOT / name, places.ROOT)


def _below(place: Path, top: Path) -> Iterator[tuple[Path, str]]:
    """The file that a place is, or those in it, each with its name below `top`."""
    for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
        if path.is_file() and _MADE.isdisjoint(path.relative_to(top).parts):
            yield path, path.relative_to(top).as_posix()
