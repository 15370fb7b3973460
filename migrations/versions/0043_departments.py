"""A team may lie below a department."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with _anew("teams") as table:
        table.add_column(sa.Column("department_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_teams_department_id"), "teams", ["department_id"], ["id"])
        table.create_check_constraint(op.f("ck_teams_department"), "department_id <> id")
        table.create_index(op.f("ix_teams_department_id"), ["department_id"])


def downgrade() -> None:
    with _anew("teams") as table:
        table.drop_index(op.f("ix_teams_department_id"))
        table.drop_constraint(op.f("ck_teams_department"), type_="check")
        table.drop_constraint(op.f("fk_teams_department_id"), type_="foreignkey")
        table.drop_column("department_id")


@contextmanager
def _anew(name: str) -> Iterator[BatchOperations]:
    """SQLite makes the table anew; the ids of what was deleted stay taken all the same."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    run = op.get_bind().exec_driver_sql
    wanted = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = run(wanted, (name,)).scalar() if is_sqlite else None
    with op.batch_alter_table(
        name,
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        yield table
    if last is not None:
        run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
