"""Which files somebody has to touch for a new field and for a new noun.

They are counted by what is there: the files that name a field of goals which does nothing special,
and those that name the simplest noun of plans. Comments and docstrings name nothing. What names
either must be known, or changed, when another one like it is added; the catalogues always. Of the
migrations one counts, since a new field takes one of its own and none that is there is changed.

A shared file counts for the noun only where it names more than half of the other nouns of plans as
well: then it is a place at which every noun has to be remembered. What names but a few of them is
about something else that happens to concern these (the agenda of a review, which speaks of open
questions, or a scene of the demo story), and a noun is whole without it. Both commits of a
comparison are counted like that.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FIELD = "missed_because"
NOUN = "question"
_OTHERS = "activit(?:y|ies)", "conversations?", "deals?", "goals?", "ideas?", "reviews?"
_OF_FIELDS = ("planner", "templates", "static", "migrations", "seed_data")
_OF_NOUNS = ("planner", "templates")
_READ = {".py", ".html", ".txt", ".json", ".js", ".toml"}


def everything(tree: Path) -> Iterator[tuple[str, list[str]]]:
    """What is counted, and the files."""
    found = sorted((tree / "planner" / "translations").glob("*/LC_MESSAGES/messages.po"))
    catalogues = [file.relative_to(tree).as_posix() for file in found]
    field = list(_with_one_migration(_naming(tree, _OF_FIELDS, FIELD)))
    yield f"files for a field of a goal ({FIELD})", [*field, *catalogues]
    own = [file for file, _text in _files(tree, _OF_NOUNS) if NOUN in file]
    yield f"own files of a noun of plans ({NOUN})", own
    naming = [set(_naming(tree, _OF_NOUNS, _spelled(name))) for name in _OTHERS]
    noun = [file for file in _naming(tree, _OF_NOUNS, _spelled(f"{NOUN}s?")) if file not in own]
    shared = [file for file in noun if 2 * sum(file in each for each in naming) > len(naming)]
    yield "shared files that name it as they name other nouns", [*shared, *catalogues]


def _with_one_migration(files: Iterable[str]) -> Iterator[str]:
    """Of the migrations only that which adds the field, which is the first to name it."""
    has_one = False
    for file in files:
        is_migration = file.startswith("migrations/")
        if not (is_migration and has_one):
            yield file
        has_one = has_one or is_migration


def _spelled(name: str) -> str:
    """As values and modules, as classes, and as the constants that cards are."""
    return f"{name}|{name.capitalize()}|{name.upper()}"


def _naming(tree: Path, tops: tuple[str, ...], name: str) -> Iterator[str]:
    """The files below these folders in which that name stands as a word of its own."""
    word = re.compile(rf"\b({name})\b")
    return (file for file, text in _files(tree, tops) if word.search(text))


def _files(tree: Path, tops: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The files below these folders, and what is said in each."""
    for file in (file for top in tops for file in sorted((tree / top).rglob("*"))):
        if file.suffix in _READ and "vendor" not in file.parts:
            yield file.relative_to(tree).as_posix(), _said_in(file)


def _said_in(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return _without_docstrings(text)
    return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)


def _without_docstrings(text: str) -> str:
    """The code again, in which comments are lost as well."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)
    return ast.unparse(tree)
