"""Files that are sent to be imported: what each is, what an import would do, and the import."""

from pathlib import Path
from typing import Any

import structlog
from flask import Blueprint, abort, flash, render_template, request, url_for

from planner.actions.errors import Refused
from planner.actions.history import events
from planner.imports.export_error import ExportError
from planner.imports.forms import FilesForm, PreviewForm
from planner.imports.uploads import keeping, saying, steps
from planner.imports.uploads.problems import Problem
from planner.imports.views import column_words, mappings
from planner.imports.views.import_runs import index_page, megabytes
from planner.imports.views.preview_words import in_words
from planner.imports.views.problem_words import problem_word
from planner.imports.views.sent_files import SentFile, said_about, sent_files, system_of
from planner.jobs import imports as jobs
from planner.models import ImportUpload, Person, UploadState
from planner.views.web import (
    Permission,
    Reply,
    as_file,
    changed,
    check_general,
    choices,
    db,
    find,
    gettext,
    htmx,
    me,
    once,
)

bp = Blueprint("import_uploads", __name__)

_PAGE = "imports/uploads/show.html"


@bp.post("/imports")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = FilesForm()
    if not form.validate():
        return index_page(form), 422
    upload = ImportUpload(by=me(), said={"by": me().id})
    db.session.add(upload)
    db.session.commit()
    _keep(upload, form)
    if not upload.files:
        form.files.errors = [f"{each['name']}: {each['problem']}" for each in _refused(upload)]
        _drop(upload)
        db.session.commit()
        return index_page(form), 422
    events.record("created", upload, by=me(), changes={})
    db.session.commit()
    return changed(_address(upload))


@bp.get("/imports/uploads/<int:import_upload_id>")
def show(import_upload_id: int) -> Reply:
    upload = find(ImportUpload, import_upload_id, Permission.ADMINISTER)
    if upload.run_id is not None:
        return changed(url_for("import_runs.show", import_run_id=upload.run_id))
    if htmx and not _waits(upload):  # what the page has waited for
        return changed(_address(upload))
    return _page(upload)


@bp.post("/imports/uploads/<int:import_upload_id>/files")
@once
def create_file(import_upload_id: int) -> Reply:
    """More files for the same import, since files name each other."""
    upload = _open(import_upload_id)
    form = FilesForm()
    if not form.validate():
        return _page(upload, files_form=form), 422
    _keep(upload, form)
    db.session.commit()
    return changed(_address(upload))


@bp.delete("/imports/uploads/<int:import_upload_id>/files")
def destroy_file(import_upload_id: int) -> Reply:
    upload = _open(import_upload_id)
    name = request.form.get("name", "")
    for path in keeping.files_of(_folder(upload)):
        if path.name == name:
            path.unlink(missing_ok=True)
    upload.files = [each for each in upload.files if each != name]
    upload.said, upload.preview, upload.problems = saying.without_file(upload.said, name), None, []
    if not upload.files:
        _drop(upload)
    db.session.commit()
    return changed(_address(upload) if upload.files else url_for("import_runs.index"))


@bp.post("/imports/uploads/<int:import_upload_id>/preview")
def create_preview(import_upload_id: int) -> Reply:
    """Keep what was said about the files, and look at what they would bring."""
    upload = _open(import_upload_id)
    form, files = _form(upload), _files(upload)
    if not form.validate():
        return _page(upload, form=form, files=files), 422
    upload.said = _said(upload, form, files)
    upload.preview, upload.problems, upload.refused = None, [], []
    upload.state = UploadState.LOOKING
    if form.save_as.data:
        mappings.save(form.save_as.data, upload.said)
        flash(gettext("The mapping “%(name)s” is saved.", name=form.save_as.data))
    db.session.commit()
    jobs.do_now(upload)
    to = url_for("import_uploads.show", import_upload_id=import_upload_id)
    return changed(f"{to}#preview-heading")


@bp.post("/imports/uploads/<int:import_upload_id>/confirmation")
def create_confirmation(import_upload_id: int) -> Reply:
    upload = _open(import_upload_id)
    if upload.preview is None:
        raise Refused("Look at what these files would bring before you import them.")
    upload.state, upload.problems = UploadState.CONFIRMED, []
    upload.is_to_be_told = jobs.is_large(upload.id)
    db.session.commit()
    jobs.do_now(upload)
    return changed(url_for("import_uploads.show", import_upload_id=import_upload_id))


@bp.get("/imports/uploads/<int:import_upload_id>/report.csv")
def show_report(import_upload_id: int) -> Reply:
    """Each row that was left out or changed in meaning; kept for a day, like the files."""
    upload = find(ImportUpload, import_upload_id, Permission.ADMINISTER)
    path = _folder(upload) / keeping.REPORT
    if not path.is_file():
        abort(404)
    name = f"{gettext('Report of an import')} {upload.id}"
    return as_file(path.read_bytes(), "text/csv", name, "csv")


@bp.delete("/imports/uploads/<int:import_upload_id>")
def destroy(import_upload_id: int) -> Reply:
    upload = find(ImportUpload, import_upload_id, Permission.ADMINISTER)
    if upload.state is UploadState.CONFIRMED:
        raise Refused("These files are being imported. Once that is done, it can be undone.")
    events.record("deleted", upload, by=me(), changes={})
    _drop(upload)
    db.session.commit()
    flash(gettext("The files are deleted. Nothing of them was kept."))
    return changed(url_for("import_runs.index"))


def _open(import_upload_id: int) -> ImportUpload:
    """Kept from others until the commit; refused while it is looked at or imported."""
    find(ImportUpload, import_upload_id, Permission.ADMINISTER)
    upload = db.session.get(
        ImportUpload, import_upload_id, with_for_update=True, populate_existing=True
    )
    if upload is None:
        abort(404)
    if upload.state is not UploadState.OPEN:
        raise Refused("Somebody has begun to import these files. Nothing was changed.")
    return upload


def _keep(upload: ImportUpload, form: FilesForm) -> None:
    """Keep each file that can be read; of each other one, say why it was refused."""
    upload.refused, upload.preview, upload.problems = [], None, []
    for file in form.sent:
        name = keeping.name_to_keep(file.filename)
        try:
            keeping.keep(_folder(upload), name, file.stream)
        except ExportError as refusal:
            _refuse(upload, name, *refusal.problems)
        except keeping.Doubled:
            _refuse(upload, name, Problem.DOUBLED)
        except keeping.TooLarge:
            _refuse(upload, name, Problem.TOO_LARGE)
        except OSError:
            structlog.get_logger().exception("import", file=name)
            _refuse(upload, name, Problem.NOT_KEPT)
        else:
            upload.files = sorted([*upload.files, name])


def _refuse(upload: ImportUpload, name: str, *problems: str) -> None:
    upload.refused = [*upload.refused, {"name": name, "problems": [*problems]}]


def _refused(upload: ImportUpload) -> list[dict[str, str]]:
    return [
        {
            "name": each["name"],
            "problem": " ".join(
                problem_word(problem, each["name"]) for problem in each["problems"]
            ),
        }
        for each in upload.refused
    ]


def _drop(upload: ImportUpload) -> None:
    keeping.drop(_folder(upload))
    db.session.delete(upload)


def _said(upload: ImportUpload, form: PreviewForm, files: list[SentFile]) -> dict[str, Any]:
    about = said_about(files, request.form)
    files_said = {name: file for name, file in about.items() if file}
    named = any(file["columns"] for file in files_said.values())
    said = {
        # What was said of columns counts for nothing in telling the program.
        "system": form.system.data or (system_of(files) if named else None),
        "dates": form.dates.data or None,
        "numbers": form.numbers.data or None,
        "currency": (form.currency.data or "").upper() or None,
        "by": form.by.data,
        "files": files_said,
    }
    if form.mapping.data:
        said = saying.with_mapping(said, mappings.named(form.mapping.data), upload.files)
    return said


def _form(upload: ImportUpload, *, fresh: bool = False) -> PreviewForm:
    shown = {name: value for name, value in upload.said.items() if name != "files"}
    form = PreviewForm(formdata=None, data=shown) if fresh else PreviewForm(data=shown)
    form.system.offer(column_words.system_choices())
    form.dates.offer(column_words.date_choices())
    form.numbers.offer(column_words.number_choices())
    form.by.offer(choices.choices_of_people(Person.is_active.is_(True)))
    form.mapping.offer(mappings.offered())
    return form


def _files(upload: ImportUpload) -> list[SentFile]:
    return sent_files(_folder(upload), upload.said)


def _page(
    upload: ImportUpload,
    *,
    form: PreviewForm | None = None,
    files: list[SentFile] | None = None,
    files_form: FilesForm | None = None,
) -> str:
    waits = _waits(upload)
    is_done = upload.state is UploadState.DONE
    return render_template(
        _PAGE,
        upload=upload,
        waits=waits,
        step=steps.step_of(_folder(upload)),
        form=form or _form(upload, fresh=True),
        files_form=files_form or FilesForm(formdata=None),
        files=files or ([] if waits or is_done else _files(upload)),
        refused=_refused(upload),
        problems=[problem_word(problem) for problem in upload.problems],
        preview=in_words(upload.result or upload.preview),
        nouns=column_words.noun_choices(),
        megabytes=megabytes(),
        delimiter_word=column_words.delimiter_word,
        system_word=column_words.system_word,
        has_report=(_folder(upload) / keeping.REPORT).is_file(),
    )


def _waits(upload: ImportUpload) -> bool:
    """For work that goes on in the background."""
    return upload.state in (UploadState.LOOKING, UploadState.CONFIRMED)


def _address(upload: ImportUpload) -> str:
    return url_for("import_uploads.show", import_upload_id=upload.id)


def _folder(upload: ImportUpload) -> Path:
    return jobs.folder_of(upload.id)
