"""Deals, activities and conversations name the contract whose renewal they are about."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_TABLES = ("activities", "conversations", "deals")


def upgrade() -> None:
    for name in _TABLES:
        with _anew(name) as table:
            table.add_column(sa.Column("contract_id", sa.Integer(), nullable=True))
        with _anew(name) as table:
            table.create_foreign_key(
                op.f(f"fk_{name}_contract_id"),
                "contracts",
                ["contract_id"],
                ["id"],
                ondelete="SET NULL",
            )
            table.create_index(op.f(f"ix_{name}_contract_id"), ["contract_id"])


def downgrade() -> None:
    for name in _TABLES:
        with _anew(name) as table:
            table.drop_index(op.f(f"ix_{name}_contract_id"))
            table.drop_constraint(op.f(f"fk_{name}_contract_id"), type_="foreignkey")
        with _anew(name) as table:
            table.drop_column("contract_id")


@contextmanager
def _anew(name: str) -> Iterator[BatchOperations]:
    """SQLite makes the table anew; the ids of what was deleted stay taken all the same."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    run = op.get_bind().exec_driver_sql
    wanted = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = run(wanted, (name,)).scalar() if is_sqlite else None
    with op.batch_alter_table(
        name, reflect_kwargs={"resolve_fks": False}, table_kwargs={"sqlite_autoincrement": True}
    ) as table:
        yield table
    if last is not None:
        run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
