"""Playbooks: templates of goals and activities, read by everybody and written by a few."""

from flask import Blueprint, flash, render_template, request, url_for

from planner.models import OF_PLAYBOOKS, Playbook
from planner.playbooks.actions import playbooks
from planner.playbooks.forms.playbooks import PlaybookForm
from planner.playbooks.queries.playbooks import everything, segments
from planner.queries.history.events import of_tables
from planner.queries.web import choices
from planner.translation import gettext
from planner.views.history.history_lines import lines
from planner.views.web import LARGEST_ID, Permission, check_general, db, find, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("playbooks", __name__)


@bp.get("/playbooks")
def index() -> str:
    check_general(Permission.SEE_PLAYBOOKS)
    return render_template("playbooks/index.html", playbooks=everything())


@bp.get("/playbooks/<int:playbook_id>")
def show(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.SEE_PLAYBOOKS)
    return render_template("playbooks/show.html", playbook=playbook)


@bp.get("/playbooks/history")
def index_events() -> str:
    """What happened to playbooks, from where it can be undone."""
    check_general(Permission.WRITE_PLAYBOOKS)
    asked = request.args.get("before", type=int)
    before = asked if asked is not None and 0 < asked <= LARGEST_ID else None
    history = of_tables(OF_PLAYBOOKS, before)
    return render_template(
        "playbooks/history.html",
        lines=lines(history.rows, None),
        before=before,
        has_more=history.has_more,
    )


@bp.get("/playbooks/new")
def new() -> str:
    check_general(Permission.WRITE_PLAYBOOKS)
    return render_template("playbooks/form.html", form=_form(), segments=segments())


@bp.post("/playbooks")
@once
def create() -> Reply:
    check_general(Permission.WRITE_PLAYBOOKS)
    form = _form()
    playbook = saving.create(form, playbooks.create)
    if playbook is None:
        return invalid("playbooks/form.html", form=form, segments=segments())
    return _saved(playbook)


@bp.get("/playbooks/<int:playbook_id>/edit")
def edit(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    return render_template(
        "playbooks/form.html", item=playbook, form=_form(playbook), segments=segments()
    )


@bp.post("/playbooks/<int:playbook_id>")
def update(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    form = saving.save(_form, playbook, playbooks.update)
    if not form.is_saved:
        return invalid("playbooks/form.html", item=playbook, form=form, segments=segments())
    return _saved(playbook)


@bp.delete("/playbooks/<int:playbook_id>")
def destroy(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    if asked := confirm_deletion(playbook, url_for("playbooks.show", playbook_id=playbook.id)):
        return asked
    playbooks.delete(playbook, by=me())
    db.session.commit()
    return changed(url_for("playbooks.index"))


def _form(playbook: Playbook | None = None) -> PlaybookForm:
    form = PlaybookForm(obj=playbook)
    form.field_id.offer(choices.fields())
    return form


def _saved(playbook: Playbook) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=playbook.name))
    return changed(url_for("playbooks.show", playbook_id=playbook.id))


def lines_saved(playbook: Playbook) -> Reply:
    """Commit, and show the lines of the playbook as they are now."""
    db.session.commit()
    db.session.refresh(playbook)
    to = url_for("playbooks.show", playbook_id=playbook.id, _anchor="playbook-lines")
    return changed(to, "playbooks/_lines.html", playbook=playbook)
