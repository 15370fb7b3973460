"""Following a customer, a plan or an item that has a page, and no longer."""

from flask import Blueprint, flash

from planner.actions.notices import follows
from planner.models import Base, Customer, Plan
from planner.nouns import NOUNS
from planner.views.web import Permission, Reply, addresses, changed, db, finding, gettext, me
from planner.views.web.finding import find, find_customer, find_plan

bp = Blueprint("follows", __name__)
_FOLLOWED = {Customer.__tablename__: Customer} | {
    noun.table: noun.model for noun in NOUNS if noun.page is not None
}
_PLACE = f"/<any({', '.join(sorted(_FOLLOWED))}):subject>/<int:subject_id>/follow"


@bp.post(_PLACE)
def create(subject: str, subject_id: int) -> Reply:
    follows.follow(_find(subject, subject_id), by=me())
    db.session.commit()
    flash(gettext("You follow this now, and are told as you have chosen."))
    return changed(addresses.came_from())


@bp.delete(_PLACE)
def destroy(subject: str, subject_id: int) -> Reply:
    follows.stop(_find(subject, subject_id), by=me())
    db.session.commit()
    flash(gettext("You do not follow this any more."))
    return changed(addresses.came_from())


def _find(subject: str, subject_id: int) -> Base:
    """Whatever one sees."""
    if subject == Customer.__tablename__:
        customer = finding.get(Customer, subject_id)
        return find_customer(customer.key, Permission.FOLLOW)[0]
    if subject == Plan.__tablename__:
        return find_plan(subject_id, Permission.FOLLOW)
    return find(_FOLLOWED[subject], subject_id, Permission.FOLLOW)
