"""Mappings by name, which the page of an import saves and offers."""

from flask import Blueprint, flash, url_for

from planner.imports.views import mappings
from planner.models import ImportMapping
from planner.views.web import Permission, Reply, changed, db, find, gettext

bp = Blueprint("import_mappings", __name__)


@bp.delete("/imports/mappings/<int:import_mapping_id>")
def destroy(import_mapping_id: int) -> Reply:
    mapping = find(ImportMapping, import_mapping_id, Permission.ADMINISTER)
    mappings.forget(mapping)
    db.session.commit()
    flash(gettext("The mapping “%(name)s” is deleted.", name=mapping.name))
    return changed(url_for("import_runs.index"))
