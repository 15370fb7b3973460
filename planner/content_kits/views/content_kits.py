"""Content kits: written by a few, shared by everybody."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for

from planner.actions.history import events
from planner.content_kits import actions as content_kits, queries
from planner.content_kits.forms import ContentKitForm, KitPictureForm
from planner.exports.logos import LARGEST_LOGO, drawn_anew
from planner.models import ContentKit
from planner.views.people.public_pages import whole_address
from planner.views.web import Permission, choices, db, find, gettext, me, once, saving
from planner.views.web.replies import Reply, changed, invalid, refusals_in
from planner.views.web.rights import check_general

bp = Blueprint("content_kits", __name__)
_FORM, _SHOW = "content_kits/form.html", "content_kits/show.html"


@bp.get("/content-kits")
def index() -> str:
    check_general(Permission.SEE_KITS)
    return render_template("content_kits/index.html", kits=queries.all_kits())


@bp.get("/content-kits/<int:content_kit_id>")
def show(content_kit_id: int) -> str:
    kit = find(ContentKit, content_kit_id, Permission.SEE_KITS)
    return render_template(_SHOW, **_shown(kit))


@bp.get("/content-kits/new")
def new() -> str:
    check_general(Permission.WRITE_KITS)
    return render_template(_FORM, form=_form())


@bp.post("/content-kits")
@once
def create() -> Reply:
    check_general(Permission.WRITE_KITS)
    form = _form()
    kit = saving.create(form, content_kits.create)
    if kit is None:
        return invalid(_FORM, form=form)
    return _saved(kit)


@bp.get("/content-kits/<int:content_kit_id>/edit")
def edit(content_kit_id: int) -> str:
    kit = find(ContentKit, content_kit_id, Permission.WRITE_KITS)
    return render_template(_FORM, item=kit, form=_form(kit))


@bp.post("/content-kits/<int:content_kit_id>")
def update(content_kit_id: int) -> Reply:
    kit = find(ContentKit, content_kit_id, Permission.WRITE_KITS)
    form = saving.save(_form, kit, content_kits.update)
    if not form.is_saved:
        return invalid(_FORM, item=kit, form=form)
    return _saved(kit)


@bp.post("/content-kits/<int:content_kit_id>/share")
def create_share(content_kit_id: int) -> Reply:
    """The address of one's own."""
    kit = find(ContentKit, content_kit_id, Permission.SHARE_KITS)
    content_kits.share(kit, by=me())
    db.session.commit()
    return changed(_place(kit))


@bp.post("/content-kits/<int:content_kit_id>/picture")
def create_picture(content_kit_id: int) -> Reply:
    """Drawn anew: nothing is left of what else the file had."""
    kit = find(ContentKit, content_kit_id, Permission.WRITE_KITS)
    form = KitPictureForm()
    if form.validate():
        sent: Any = form.file.data
        with refusals_in(form):
            kit.picture = drawn_anew(sent.stream.read(LARGEST_LOGO + 1))
    if form.errors:
        return invalid(_SHOW, form=form, **{**_shown(kit), "picture_form": form})
    events.record("updated", kit, by=me(), changes={"picture": [None, form.file.name]})
    return _saved(kit)


def _saved(kit: ContentKit) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=kit.name))
    return changed(_place(kit))


def _place(kit: ContentKit) -> str:
    return url_for("content_kits.show", content_kit_id=kit.id)


def _shown(kit: ContentKit) -> dict[str, Any]:
    share = queries.own_share(kit, me().id)
    address = whole_address(url_for("shared_kits.show", share_code=share.code)) if share else ""
    return {
        "kit": kit,
        "has_picture": kit.picture is not None,
        "share": share,
        "address": address,
        "picture_form": KitPictureForm(),
    }


def _form(kit: ContentKit | None = None) -> ContentKitForm:
    form = ContentKitForm(obj=kit)
    form.field_id.offer(choices.choices_of_fields())
    return form
