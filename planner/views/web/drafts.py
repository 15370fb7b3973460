"""What people type is kept in their browser until it is saved: the name it is kept under there."""

import hashlib

from flask import Flask, current_app

from planner.models import Person


def init_app(app: Flask) -> None:
    app.jinja_env.globals["drafts_of"] = owner


def owner(person: Person) -> str:
    """A name that is always the same for this person, and tells nobody else who it is.

    Several people may use one browser; none of them is offered what another has typed.
    """
    secret = str(current_app.secret_key).encode()
    return hashlib.blake2b(str(person.id).encode(), key=secret[:64], digest_size=16).hexdigest()
