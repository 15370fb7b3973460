"""What was pasted is an import like others: with its fates, and so that it can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from planner.imports.pasted.looking import Looked, PastedKind
from planner.imports.recognising.headings import PLAIN
from planner.imports.runs.recording import recorded
from planner.imports.writing import Fate
from planner.models import ImportRun, Person
from planner.words import gettext


@contextmanager
def as_import(kind: PastedKind, looked: Looked, *, by: Person) -> Iterator[ImportRun]:
    """Keep what is written inside, up to and with the commit, as an import of this table."""
    counts = dict.fromkeys(Fate, 0) | {Fate.CREATED: len(looked.good)}
    run = ImportRun(system=PLAIN, by=by)
    run.nouns = {kind.noun: {fate.value: counts[fate] for fate in Fate if fate is not Fate.MERGED}}
    run.files = [
        {
            "name": gettext("Pasted table"),
            "noun": kind.noun,
            "encoding": None,
            "delimiter": None,
            "rows": len(looked.good) + len(looked.left_out),
            **{fate.value: count for fate, count in counts.items()},
            "left_out": len(looked.left_out),
            "not_read": 0,
            "columns": looked.headed_columns,
        }
    ]
    with recorded(run):
        yield run
