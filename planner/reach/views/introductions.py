"""Asking for an introduction, and saying that one can give it."""

from flask import Blueprint, abort, flash, url_for

from planner import access
from planner.jobs import background, introductions as jobs
from planner.models import Introduction
from planner.reach import actions as introductions
from planner.reach.queries import introductions as queries, known_people
from planner.views.web import LARGEST_ID, Permission, check_general, db, find_customer, me
from planner.views.web.replies import Reply, changed
from planner.words import gettext

bp = Blueprint("introductions", __name__)


@bp.post("/customers/<key>/introductions")
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    introductions.ask(customer, by=me())
    db.session.commit()
    background.start(jobs.tell_asked)
    flash(gettext("Whoever knows somebody there is asked. You learn of it when somebody answers."))
    return changed(url_for("connections.index", _anchor="asked"))


@bp.delete("/introductions/<int:introduction_id>")
def destroy(introduction_id: int) -> Reply:
    introduction = _found(introduction_id)
    if introduction.asker_id != me().id:
        abort(404)
    introductions.withdraw(introduction)
    db.session.commit()
    return changed(url_for("connections.index", _anchor="asked"))


@bp.post("/introductions/<int:introduction_id>/answer")
def create_answer(introduction_id: int) -> Reply:
    """Only who is asked can answer: others are told that there is nothing."""
    introduction = _found(introduction_id)
    possible = queries.possible_for(me(), known_people.companies_of(me()))
    if introduction.id not in {each.id for each in possible}:
        abort(404)
    introductions.answer(introduction, by=me())
    db.session.commit()
    name = introduction.asker.name
    flash(gettext("%(name)s has asked, and learns now that you can help.", name=name))
    return changed(url_for("connections.index"))


def _found(introduction_id: int) -> Introduction:
    """Who audits takes nothing back, not even what was asked for before."""
    check_general(Permission.SEE_POOL)
    if access.only_reads(access.general_standings(me())):
        abort(403)
    found = db.session.get(Introduction, min(introduction_id, LARGEST_ID))
    return found or abort(404)
