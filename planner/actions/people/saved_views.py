"""Keeping a view of the list of customers. It leaves no event: nobody else is told."""

from planner.actions.editing import wait_for_oneself
from planner.actions.errors import Refused
from planner.database import db
from planner.models import Person, SavedView
from planner.queries.people import saved_views

MOST_SAVED_VIEWS = 12
"""As many tabs as somebody can still tell apart."""


def keep(name: str, asked: str, *, by: Person) -> SavedView:
    """Raise Refused where there are enough of them, or one of that name."""
    wait_for_oneself(by)
    kept = saved_views.views_of_person(by.id)
    if len(kept) >= MOST_SAVED_VIEWS:
        raise Refused("There are twelve saved views. Delete one first.", field="name")
    _refuse_taken(name, kept)
    view = SavedView(person_id=by.id, name=name, asked=asked)
    db.session.add(view)
    db.session.flush()
    return view


def rename(view: SavedView, name: str, *, by: Person) -> None:
    """Raise Refused where another one has that name."""
    wait_for_oneself(by)
    _refuse_taken(name, saved_views.views_of_person(view.person_id), but=view.id)
    view.name = name
    db.session.flush()


def drop(view: SavedView) -> None:
    db.session.delete(view)
    db.session.flush()


def _refuse_taken(name: str, kept: list[saved_views.SavedViewRow], but: int | None = None) -> None:
    if any(one.name == name and one.id != but for one in kept):
        raise Refused("You have a view of this name already.", field="name")
