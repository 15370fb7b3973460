"""The work on sent files, and undoing imports: each is done as a whole or not at all."""

from pathlib import Path

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from planner.actions.errors import Refused
from planner.database import db
from planner.imports.bringing import read, write
from planner.imports.export_error import ExportError
from planner.imports.reporting import write_report
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import recorded
from planner.imports.runs.undoing import Touched, undo
from planner.imports.uploads import keeping, turns
from planner.imports.uploads.foreseeing import described, foresee
from planner.imports.uploads.saying import options_of
from planner.imports.uploads.steps import Steps
from planner.models import ImportRun, ImportUndo, ImportUpload, Person, UploadState


def look(upload_id: int, folder: Path) -> None:
    """Make the preview of an upload that waits for it; the database is as it was."""
    upload = _waiting(upload_id, UploadState.LOOKING)
    if upload is None:
        return
    said, by = upload.said, _by(upload)
    preview, problems = None, tuple[str, ...]()
    try:
        preview = foresee(folder, said, by, Steps(folder))
    except ExportError as refusal:
        db.session.rollback()
        problems = refusal.problems
    upload = _waiting(upload_id, UploadState.LOOKING)
    if upload is not None and upload.said == said:
        upload.preview, upload.problems = preview, [*problems]
        upload.state = UploadState.OPEN
        db.session.commit()


def bring_in(upload_id: int, folder: Path) -> None:
    """Import what was confirmed. What was done, and that it was, is one transaction: after a crash
    nothing of it is there and it begins again; it is never done twice."""
    turns.wait_for_others()
    upload = _waiting(upload_id, UploadState.CONFIRMED)
    if upload is None:
        return
    try:
        _bring_in(upload, folder)
    except ExportError as refusal:
        db.session.rollback()
        give_back(upload_id, UploadState.CONFIRMED, refusal.problems)
    else:
        keeping.drop_files(folder)


def give_back(upload_id: int, state: UploadState, problems: tuple[str, ...]) -> None:
    """Let it be changed again, with what stood in the way."""
    upload = _waiting(upload_id, state)
    if upload is not None:
        upload.state, upload.problems = UploadState.OPEN, [*problems]
        db.session.commit()


def _bring_in(upload: ImportUpload, folder: Path) -> None:
    steps, by = Steps(folder), _by(upload)
    export = read([folder], options_of(upload.said))
    steps.expect(sum(export.rows.values()))
    run = ImportRun(system=export.records.system, by=upload.by)
    with recorded(run), _naming_run(upload, run):
        brought = write(export, steps.advance, by=by)
        describe(run, brought.outcome)
        run.files = [fates.as_json() for fates in brought.fates()]
        write_report(folder / keeping.REPORT, brought)
        result = described(brought)
        for file in result["files"]:
            del file["first"], file["headings"]  # rows of the files are kept no longer
        upload.result, upload.preview, upload.problems = result, None, []
        upload.state = UploadState.DONE
        db.session.commit()


def undo_waiting(undo_id: int) -> None:
    """Undo it as a whole or not at all; where people have gone on from it, it is refused."""
    turns.wait_for_others()
    waiting = db.session.get(ImportUndo, undo_id, with_for_update=True, populate_existing=True)
    if waiting is None or waiting.is_refused:
        db.session.rollback()
        return
    try:
        undo(waiting.run_id, by=waiting.by, keep_touched=waiting.keeps_touched)
        db.session.delete(db.session.get_one(ImportUndo, undo_id))
        db.session.commit()
    except (Refused, Touched):
        db.session.rollback()
        db.session.get_one(ImportUndo, undo_id, populate_existing=True).is_refused = True
        db.session.commit()


class _naming_run:  # noqa: N801 - used as a function
    """Keep with the upload which run it became, if anything was done; the run has its number only
    at the commit."""

    def __init__(self, upload: ImportUpload, run: ImportRun) -> None:
        self._upload, self._run = upload, run

    def __enter__(self) -> None:
        event.listen(db.session(), "before_commit", self._name)

    def __exit__(self, *_: object) -> None:
        event.remove(db.session(), "before_commit", self._name)

    def _name(self, _session: Session) -> None:
        self._upload.run_id = self._run.id


def _waiting(upload_id: int, state: UploadState) -> ImportUpload | None:
    """The upload if it is still to be worked on so, kept from everybody else."""
    found = select(ImportUpload).where(ImportUpload.id == upload_id, ImportUpload.state == state)
    held = found.with_for_update().execution_options(populate_existing=True)
    upload = db.session.scalar(held)
    if upload is None:
        db.session.rollback()
    return upload


def _by(upload: ImportUpload) -> Person | None:
    """In whose place things are written that name nobody."""
    person_id = upload.said.get("by")
    return db.session.get(Person, person_id) if person_id else None
