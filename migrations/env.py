"""Alembic's way in: it is handed a connection, by the command or by the tests."""

from alembic import context
from sqlalchemy import Connection

import planner.models  # noqa: F401 - fills the metadata
from planner.database import Base


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
