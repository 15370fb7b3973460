"""Which public names are said in more than one module.

A public name is a function, a class or a constant at the top of a module, without a leading
underscore. Left out are names that are one by agreement: Flask's `bp` and `init_app`, the seven
verbs of view functions, and verbs of actions, which are functions of one word, because one says
them with their noun: `goals.create`, `activities.cancel`.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

AGREED = {"bp", "init_app"}
VERBS_OF_VIEWS = {"index", "show", "new", "create", "edit", "update", "destroy"}


def share(package: Path) -> float:
    """In %, of all public names, each as often as it is said, those said elsewhere too."""
    said = Counter(name for _file, name in _public(package))
    return round(100 * sum(times for times in said.values() if times > 1) / said.total(), 1)


def listed(package: Path) -> list[str]:
    """A line a repeated name, the most repeated first: how often, the name, and in which files."""
    places = defaultdict(list)
    for file, name in _public(package):
        places[name].append(file.relative_to(package).as_posix())
    repeated = sorted((-len(files), name) for name, files in places.items() if len(files) > 1)
    return [f"{-times:>3} {name}: {' '.join(sorted(places[name]))}" for times, name in repeated]


def _public(package: Path) -> Iterator[tuple[Path, str]]:
    for file in package.rglob("*.py"):
        for name, is_function in set(_defined(file)):
            if not name.startswith("_") and not _is_agreed(file, name, is_function=is_function):
                yield file, name


def _is_agreed(file: Path, name: str, *, is_function: bool) -> bool:
    layers = file.with_suffix("").parts
    verb_of_view = name in VERBS_OF_VIEWS and "views" in layers
    return (
        name in AGREED or verb_of_view or ("actions" in layers and is_function and "_" not in name)
    )


def _defined(file: Path) -> Iterator[tuple[str, bool]]:
    """The names that a module gives itself, and whether each is a function."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, True
        elif isinstance(node, ast.ClassDef):
            yield node.name, False
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((name, False) for target in targets for name in _names(target))


def _names(target: ast.expr) -> Iterator[str]:
    return (node.id for node in ast.walk(target) if isinstance(node, ast.Name))
