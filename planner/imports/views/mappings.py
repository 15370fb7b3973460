"""Mappings that are kept by name: what the page offers and saves."""

from typing import Any

from sqlalchemy import select

from planner.actions.history import events
from planner.imports.export_error import ExportError
from planner.imports.recognising import Mapping
from planner.imports.recognising.mapping import mapping_of
from planner.imports.uploads.saying import Said, to_keep
from planner.models import ImportMapping
from planner.views.web import db, me


def offered() -> list[tuple[int, str]]:
    """All of them by id, in the order of their names."""
    found = db.session.execute(
        select(ImportMapping.id, ImportMapping.name).order_by(ImportMapping.name)
    )
    return [(row.id, row.name) for row in found]


def named(mapping_id: int) -> Mapping:
    """One of those that were offered; says nothing if somebody has deleted it meanwhile."""
    kept = db.session.get(ImportMapping, mapping_id)
    try:
        return mapping_of(kept.mapping, kept.name) if kept else Mapping()
    except ExportError:  # of an older version, with columns that there are no longer
        return Mapping()


def save(name: str, said: Said) -> None:
    """Keep what was said of files by this name, in the place of what was kept so."""
    mapping: dict[str, Any] = to_keep(said)
    kept = db.session.scalar(select(ImportMapping).where(ImportMapping.name == name))
    if kept is None:
        kept = ImportMapping(name=name, mapping=mapping)
        db.session.add(kept)
        events.record("created", kept, by=me(), changes={})
    elif kept.mapping != mapping:
        kept.mapping = mapping
        events.record("changed", kept, by=me(), changes={})


def forget(mapping: ImportMapping) -> None:
    """Offer it no longer; what it was used for stays."""
    events.record("deleted", mapping, by=me(), changes={})
    db.session.delete(mapping)
