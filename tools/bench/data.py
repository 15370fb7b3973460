"""The database that is measured: one plan of real size among many customers."""

from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert

from planner import clock, create_app
from planner.actions.people import sign_ins
from planner.cli.database import upgrade_to_head
from planner.config import Settings
from planner.database import db
from planner.models import Customer, Person
from planner.planfiles import importing
from planner.views.web import session_limits
from tools.bench import plans

SECONDS_KEPT = 3600
CSRF = "bench"
"""What a browser keeps that has seen a form before."""
NAMES = ("Müller", "Schäfer", "Eisenwerk", "Logistik", "Bau", "Pumpen", "Holz", "Druck")


def settings(folder: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'planner.sqlite'}",
        data_folder=folder,
        secret_key="bench",  # noqa: S106 - signs nothing but the sessions of this bench
    )


def make(folder: Path, *, customers: int, real_plans: int) -> str:
    """Fill a new database and return the cookie of somebody who sees all of it."""
    app = create_app(settings(folder))
    with app.app_context():
        upgrade_to_head()
        for number in range(real_plans):
            importing.import_document(plans.document(number, clock.today()), by=None)
        anna = db.session.query(Person).filter_by(key="anna").one()
        _add_customers(anna, customers)
        cookie = cookie_of(app, anna)
        db.session.commit()
    return cookie


def cookie_of(app: Flask, person: Person) -> str:
    token = sign_ins.begin_session(person)
    sealer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert sealer is not None  # noqa: S101 - the application has a secret
    # As a browser that has just been used has it: the limits of a session need not write it anew.
    now = session_limits.seconds()
    kept = {"token": token, "begun": now, "used": now + SECONDS_KEPT, "csrf_token": CSRF}
    return f"session={sealer.dumps(kept)}"


def form_token() -> str:
    """What a form of this browser is sent with."""
    sealer = URLSafeTimedSerializer("bench", salt="wtf-csrf-token")
    return str(sealer.dumps(CSRF))


def _add_customers(owner: Person, count: int) -> None:
    rows = []
    for number in range(count):
        name = f"{NAMES[number % 8]} {number} GmbH"
        rows.append(
            {
                "key": f"customer-{number}",
                "name": name,
                "city": "Köln",
                "owner_id": owner.id,
                "annual_revenue": number * 1000,
            }
        )
    db.session.execute(insert(Customer), rows)
