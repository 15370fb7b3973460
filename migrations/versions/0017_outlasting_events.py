"""What happened outlasts the customer and the plan, which can be deleted and brought back."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op
from alembic.operations import BatchOperations

from planner.models import overlap

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with _anew("events") as table:
        table.drop_constraint(op.f("fk_events_customer_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_events_plan_id"), type_="foreignkey")
    if op.get_bind().dialect.name == "sqlite":
        for name in ("customers", "plans", "teams", "fields"):
            _keep_numbers_taken(name)
        for trigger in overlap.SQLITE:
            op.execute(trigger)


def downgrade() -> None:
    """The older program knows of nothing that happened to what is gone."""
    for column, of in (("customer_id", "customers"), ("plan_id", "plans")):
        op.execute(
            f"DELETE FROM events WHERE {column} IS NOT NULL"  # noqa: S608 - names from here alone
            f" AND {column} NOT IN (SELECT id FROM {of})"
        )
    with _anew("events") as table:
        for column, of in (("customer_id", "customers"), ("plan_id", "plans")):
            table.create_foreign_key(
                op.f(f"fk_events_{column}"), of, [column], ["id"], ondelete="CASCADE"
            )


def _keep_numbers_taken(name: str) -> None:
    """SQLite gives the highest number anew once it is free, and with it the history of another."""
    with _anew(name, recreate="always"):
        pass


@contextmanager
def _anew(name: str, recreate: str = "auto") -> Iterator[BatchOperations]:
    """SQLite makes the table anew; the ids of what was deleted stay taken all the same."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    run = op.get_bind().exec_driver_sql
    wanted = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = run(wanted, (name,)).scalar() if is_sqlite else None
    with op.batch_alter_table(
        name,
        recreate=recreate,  # type: ignore[arg-type]  # one of three words
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        yield table
    if last is not None:
        run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
