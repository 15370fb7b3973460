"""Until when an executive is needed, for which talk, why one declined and what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_TOLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name", "customer_merged"),
    *("followed", "asked_by_policy", "handover", "after_signature"),
)
_NEW = ("executive_asked", "executive_answered")
_TABLES = ("notifications", "notification_choices")
_INDEXED = ("asked_by_id", "sponsor_id", "activity_id")


def upgrade() -> None:
    with _anew() as table:
        table.add_column(sa.Column("needed_by", sa.Date(), nullable=True))
        table.add_column(sa.Column("answer_reason", sa.Text(), nullable=True))
        table.add_column(sa.Column("activity_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("result", sa.String(length=32), nullable=True))
    with _anew() as table:
        table.create_check_constraint(
            op.f("ck_sponsor_requests_result"), "result IN ('achieved', 'partly', 'not_achieved')"
        )
        table.create_foreign_key(
            op.f("fk_sponsor_requests_activity_id"),
            "activities",
            ["activity_id"],
            ["id"],
            ondelete="SET NULL",
        )
        for column in _INDEXED:
            table.create_index(op.f(f"ix_sponsor_requests_{column}"), [column])
    for told in _TABLES:
        _allow(told, (*_TOLD, *_NEW))


def downgrade() -> None:
    for name in _TABLES:
        told = sa.table(name, sa.column("kind"))
        op.execute(sa.delete(told).where(told.c.kind.in_(_NEW)))
        _allow(name, _TOLD)
    with _anew() as table:
        for column in _INDEXED:
            table.drop_index(op.f(f"ix_sponsor_requests_{column}"))
        table.drop_constraint(op.f("fk_sponsor_requests_activity_id"), type_="foreignkey")
        table.drop_constraint(op.f("ck_sponsor_requests_result"), type_="check")
    with _anew() as table:
        for column in ("needed_by", "answer_reason", "activity_id", "result"):
            table.drop_column(column)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")


@contextmanager
def _anew() -> Iterator[BatchOperations]:
    """SQLite makes the table anew; the ids of what was deleted stay taken all the same."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    run = op.get_bind().exec_driver_sql
    wanted = "SELECT seq FROM sqlite_sequence WHERE name = 'sponsor_requests'"
    last = run(wanted).scalar() if is_sqlite else None
    with op.batch_alter_table(
        "sponsor_requests",
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        yield table
    if last is not None:
        run("DELETE FROM sqlite_sequence WHERE name = 'sponsor_requests'")
        run("INSERT INTO sqlite_sequence (name, seq) VALUES ('sponsor_requests', ?)", (last,))
