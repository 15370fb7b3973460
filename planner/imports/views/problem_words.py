"""What stands in the way of an import, in the reader's words.

Who reads files says in English, for the command line, what is wrong with them and which option
helps; on the page the same is said in the reader's language, with what can be chosen there.
"""

import re

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
_SAVE_AGAIN = _("This is a broken workbook. Open it in your program for tables and save it again.")
_VALUE = r"(?P<column>.+?) “(?P<text>.*?)” "
_SAID: tuple[tuple[str, str], ...] = (
    (
        r"no kind of file that is read;",
        _("No kind of file that is read. Save the table as CSV or as an Excel workbook (.xlsx)."),
    ),
    (r"is larger than 2 GB|unpacks to more than 2 GB", _PROBLEMS[Problem.TOO_LARGE]),
    (r"is no workbook, or a broken one|is a broken workbook", _SAVE_AGAIN),
    (r"is protected by a password", _("It is protected by a password. Save it without one.")),
    (
        r"holds declarations of entities",
        _("It asks for other files, which no program for tables writes. Save it there again."),
    ),
    (
        r"a sheet reaches to column",
        _("A sheet reaches far beyond its table. Copy the table into a new workbook."),
    ),
    (
        r"is no text in UTF-8",
        _("It cannot be read as a text. Save the table as “CSV UTF-8” or as an Excel workbook."),
    ),
    (
        r"a cell of more than 1 MB",
        _("A cell of more than 1 MB: a quotation mark may be missing. Export the file again."),
    ),
    (r"not well-formed from here on", _("Not well-formed from here on. Export the file again.")),
    (
        r"is an? (?:picture|PDF file|packed file|JSON file|web page)",
        _("This is no table. Save it as CSV or as an Excel workbook (.xlsx)."),
    ),
    (
        _VALUE + r"(?:can be month first or day first|is month first, but)",
        _("%(column)s “%(text)s” can be month first or day first. Choose it below at “Days”."),
    ),
    (
        _VALUE + r"is no day as",
        _("%(column)s “%(text)s” is no day in this form. Choose another one below at “Days”."),
    ),
    (
        _VALUE + r"(?:can be read in two ways|has a point, but)",
        _("%(column)s “%(text)s” can be read in two ways. Choose one below at “Numbers”."),
    ),
    (
        r"nobody is named as its owner",
        _("Nobody is named whose it is. Choose below whose is what names nobody."),
    ),
)
_PLACE = re.compile(r"(?P<place>.+?\.\w+(?::\d+)?): (?P<said>.+)", re.DOTALL)


def problem_word(problem: str, file: str = "") -> str:
    """One problem, with its place in front; that of its `file` is left out, beside which it stands.

    What an older or newer version says otherwise is shown as it stands.
    """
    if problem in _PROBLEMS:
        return str(_PROBLEMS[problem])
    found = _PLACE.fullmatch(problem)
    place, said = (found["place"], found["said"]) if found else ("", problem)
    for pattern, words in _SAID:
        if match := re.match(pattern, said):
            said = str(words) % match.groupdict() if match.groupdict() else str(words)
            break
    return said if place in ("", file) else f"{place}: {said}"
