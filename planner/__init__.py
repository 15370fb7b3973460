"""The joint account planner: one plan for each customer, kept by everybody who sells there."""

from typing import TYPE_CHECKING, Any

from planner import clock, config, places
from planner.config import Settings

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Settings | None = None, *, with_pages: bool = True) -> "Flask":
    """The application; without `settings` they are read from the environment.

    Without pages it is there in half the time, and does for what only reads the database.
    """
    # Not above: whatever is imported of the planner, say to rate a file, would import all of this.
    from planner import cli, logs
    from planner.actions import search_entries
    from planner.actions.maturity import rating_hook
    from planner.actions.notices import followers
    from planner.application import Application
    from planner.database import db
    from planner.private_files import keep_database_private

    settings = settings or config.from_environment()
    clock.configure(zone=settings.time_zone, fixed_day=settings.today)
    logs.configure_logs()
    app = Application(
        __name__,
        template_folder=str(places.TEMPLATES),
        static_folder=str(places.STATIC),
        instance_path=str(settings.data_folder),
    )
    app.config.from_mapping(_config_from(settings))
    app.cli = cli.main
    db.init_app(app)
    with app.app_context():
        keep_database_private(db.engine.url)
    rating_hook.listen()
    followers.listen()
    search_entries.listen()
    if with_pages:
        from planner import pages

        pages.init_app(app)
    return app


def _config_from(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions go by."""
    from planner.database import engine_options

    return {
        "PLANNER": settings,
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.testing,
        "MAX_CONTENT_LENGTH": settings.upload_limit,
        "MAX_FORM_MEMORY_SIZE": settings.form_limit,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url, settings.lock_patience),
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        # Flask-Login remembers nobody there, and would write each new session a second time.
        "SESSION_PROTECTION": None,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_TRANSLATION_DIRECTORIES": str(places.TRANSLATIONS),
        "BABEL_DEFAULT_LOCALE": "en",
    }
