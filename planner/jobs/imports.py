"""Previews, imports and undos that are too large for an answer to wait for.

What waits stands in the database; one process of all works, one thing after the other, and says in
the data folder how far it has come. If it ends meanwhile, the database takes back what was begun,
and the next process begins it again.
"""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import structlog
from flask import current_app
from sqlalchemy import delete, exists, or_, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from planner import clock
from planner.actions.notices import notify
from planner.database import db, only_reading
from planner.database_troubles import Trouble, trouble_of
from planner.imports.uploads import keeping, turns
from planner.imports.uploads.problems import Problem
from planner.jobs import background, import_work
from planner.models import ImportUndo, ImportUpload, UploadState
from planner.models.kinds import NotificationKind

KEPT = datetime.timedelta(days=1)
"""How long files wait for somebody to import them, and the report of an import to be taken."""
LARGE = 150_000
"""Bytes of files from which on nobody waits for the answer; half a second to some seconds."""

_WORK = {UploadState.LOOKING: import_work.look, UploadState.CONFIRMED: import_work.bring_in}
_Task = Callable[[], object]


def place() -> Path:
    """Where all sent files lie."""
    return keeping.place_of_all(current_app.config["PLANNER"].data_folder)


def folder_of(upload_id: int) -> Path:
    return keeping.folder_of(current_app.config["PLANNER"].data_folder, upload_id)


def is_large(upload_id: int) -> bool:
    return keeping.size_of(folder_of(upload_id)) > LARGE


def do_now(upload: ImportUpload) -> None:
    """Do what an upload waits for: at once if it is small and nobody else is at work, else soon.

    What is committed so far is all that the caller has done; after this, read it anew.
    """
    upload_id, state = upload.id, upload.state
    db.session.rollback()
    if not is_large(upload_id):
        with turns.taking_turn(place()) as is_ours:
            if is_ours:
                _do(_of_upload(upload_id, state))
        if is_ours:
            start_waiting()  # whoever came meanwhile was not let in
            return
    background.start_long(work)


def start_waiting() -> None:
    """Begin, in a thread of its own, if something waits."""
    with only_reading():
        waits = db.session.scalar(select(or_(exists(_UPLOADS), exists(_UNDOS))))
        db.session.rollback()
    if waits:
        background.start_long(work)


def work() -> None:
    """Do all that waits, unless another process is at it."""
    with turns.taking_turn(place()) as is_ours:
        tried: set[tuple[str, int]] = set()
        while is_ours and (found := next(_waiting(tried), None)):
            key, task = found
            tried.add(key)
            _do(task)
    tell_ended()


def tell_ended() -> None:
    """Tell those who have begun what is done, or could not be done."""
    ended = select(ImportUpload).where(
        ImportUpload.is_to_be_told, ImportUpload.state.in_((UploadState.OPEN, UploadState.DONE))
    )
    for upload in db.session.scalars(ended.with_for_update()).all():
        people = {upload.by_id: NotificationKind.IMPORT_ENDED}
        item = (ImportUpload.__tablename__, upload.id)
        notify.tell_beside_plans(people, by=None, event=None, item=item)
        upload.is_to_be_told = False
    db.session.commit()


def forget_old() -> None:
    """Files that nobody has imported within a day, and reports that were there for one; what is
    being imported stays, unless its files are gone, as after a restore."""
    old = select(ImportUpload.id, ImportUpload.state).where(ImportUpload.at < clock.now() - KEPT)
    for upload_id, state in db.session.execute(old).all():
        folder = folder_of(upload_id)
        if state is not UploadState.CONFIRMED or not folder.is_dir():
            keeping.drop(folder)
            db.session.execute(delete(ImportUpload).where(ImportUpload.id == upload_id))
    db.session.commit()


_UPLOADS = select(ImportUpload.id).where(ImportUpload.state.in_(_WORK))
_UNDOS = select(ImportUndo.id).where(~ImportUndo.is_refused)


def _waiting(tried: set[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], _Task]]:
    """What waits and was not tried in this round, the oldest first; files that lie with another
    machine are its own."""
    with only_reading():
        uploads = db.session.execute(
            select(ImportUpload.id, ImportUpload.state)
            .where(ImportUpload.state.in_(_WORK))
            .order_by(ImportUpload.id)
        ).all()
        undos = db.session.scalars(_UNDOS.order_by(ImportUndo.id)).all()
        db.session.rollback()
    for upload_id, state in uploads:
        if (state.value, upload_id) not in tried and folder_of(upload_id).is_dir():
            yield (state.value, upload_id), _of_upload(upload_id, state)
    for undo_id in undos:
        if ("undo", undo_id) not in tried:
            yield ("undo", undo_id), partial(import_work.undo_waiting, undo_id)


def _of_upload(upload_id: int, state: UploadState) -> _Task:
    return partial(_work_on, upload_id, state)


def _work_on(upload_id: int, state: UploadState) -> None:
    try:
        _WORK[state](upload_id, folder_of(upload_id))
    except Exception as error:
        db.session.rollback()
        problem = _problem_of(error)
        structlog.get_logger().exception("import", upload=upload_id, state=state.value)
        if problem is not None:
            import_work.give_back(upload_id, state, (problem,))


def _problem_of(error: Exception) -> str | None:
    """What is said of it; None if it is tried again, since it passes by itself."""
    if isinstance(error, IntegrityError):
        return Problem.CLASH
    if isinstance(error, OSError):
        return Problem.DISK
    if isinstance(error, DBAPIError):
        return {Trouble.DISK: Problem.DISK, None: Problem.PROGRAM}.get(trouble_of(error))
    return Problem.PROGRAM


def _do(task: _Task) -> None:
    try:
        task()
    finally:
        db.session.rollback()
