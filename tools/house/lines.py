"""How many lines there are, and how many of them only import."""

import ast
from collections.abc import Iterator
from pathlib import Path


def of(package: Path) -> int:
    """All lines of Python, empty ones and comments among them."""
    return sum(len(_read(file).splitlines()) for file in package.rglob("*.py"))


def share_of_imports(package: Path) -> float:
    """In %, of the lines of all views, those of the leaves too; an import may take several."""
    views = list(_views(package))
    imports = sum(_lines_of_imports(_read(file)) for file in views)
    return round(100 * imports / sum(len(_read(file).splitlines()) for file in views), 1)


def _views(package: Path) -> Iterator[Path]:
    for file in package.rglob("*.py"):
        if "views" in file.relative_to(package).with_suffix("").parts:
            yield file


def _lines_of_imports(text: str) -> int:
    imports = (ast.Import, ast.ImportFrom)
    found = (node for node in ast.walk(ast.parse(text)) if isinstance(node, imports))
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in found)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
