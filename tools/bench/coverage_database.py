"""The database behind the lead's table, filled by copies that the database itself makes."""

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select, text

from planner import clock, create_app
from planner.actions.history import events
from planner.cli.database import upgrade_to_head
from planner.config import Settings
from planner.database import db
from planner.models import Person, Team
from planner.models.kinds import Role
from planner.team.coverage.queries import coverage_gaps
from planner.team.coverage.queries.coverage_filter import CoverageFilter, Gap
from tools.bench import coverage_rows, filling
from tools.bench.coverage_bare import Asked, Bare
from tools.bench.data import cookie_of


def filled(
    folder: Path, address: str, customers: int, invent: filling.Invent = coverage_rows.rows
) -> tuple[Flask, str]:
    """An application on so many customers, and the cookie of an auditor, who sees all of them."""
    app = create_app(Settings(address, folder, secret_key="bench"))  # noqa: S106 - signs nothing
    with app.app_context():
        upgrade_to_head()
        filling.fill(db.engine, customers, clock.today(), invent)
        if db.engine.dialect.name == "postgresql":
            last = select(func.max(Person.id)).scalar_subquery()
            db.session.execute(select(func.setval("people_id_seq", last)))
        auditor = Person(key="auditor", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
        db.session.add(auditor)
        db.session.flush()
        cookie = cookie_of(app, auditor)
        db.session.commit()
    return app, cookie


def change(app: Flask) -> None:
    """Leave an event behind, as any change does, so that nothing that was kept is true any more."""
    with app.app_context():
        team = db.session.scalars(select(Team).limit(1)).one()
        events.record("updated", team, by=None, changes={"region": ["A", "B"]})
        db.session.commit()


def compare(app: Flask, asked: Asked, bare: Bare) -> None:
    """Raise unless the bare statements count what the table counts."""
    ((number, plans, goals, steps, contacts, uncovered, beyond, requests),) = bare.figures(asked)[0]
    counted = {
        Gap.NO_PLAN: number - plans,
        Gap.NO_JOINT_GOAL: plans - goals,
        Gap.NO_NEXT_STEP: plans - steps,
        Gap.NO_CONTACT: number - contacts,
        Gap.NO_SPECIALIST: uncovered,
        Gap.PLAN_ENDS: plans - beyond,
        Gap.REQUEST_WAITS: requests,
    }
    with app.app_context():
        auditor = db.session.scalars(select(Person).where(text("is_auditor"))).one()
        wanted = CoverageFilter(team="3" if asked.listed else "")
        found = coverage_gaps.gap_counts(auditor, wanted)
        db.session.rollback()
    if found != (number, counted):
        raise RuntimeError(f"{asked.path} counts {found}, the bare statements {counted}.")
