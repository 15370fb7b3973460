"""What stands in the way of an import, in the reader's words."""

from planner.imports.uploads.problems import Problem
from planner.translation import lazy as _

_PROBLEMS: dict[str, str] = {
    Problem.CLASH: _("Somebody else changed the same things. Nothing was imported; try again."),
    Problem.DISK: _(
        "The server’s disk is full or cannot be written to. Nothing was imported; tell who runs the"
        " server, and try again then."
    ),
    Problem.DOUBLED: _("A file of this name is here already. Give it another name."),
    Problem.NOT_KEPT: _(
        "The server’s disk is full or cannot be written to. Nothing of this file was kept; tell who"
        " runs the server, and send it again then."
    ),
    Problem.PROGRAM: _("Something went wrong in the program. Nothing was imported; try again."),
    Problem.TOO_LARGE: _("The file is larger than 2 GB. Export it in parts."),
}


def problem_word(problem: str, file: str = "") -> str:
    """One problem; what begins with the name of its `file` is told beside that."""
    return str(_PROBLEMS.get(problem, problem)).removeprefix(f"{file}: ")
