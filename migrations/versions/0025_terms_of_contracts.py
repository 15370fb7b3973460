"""The terms of contracts: notice, renewal, termination, and which contract follows which."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_WORDS = {
    "notice_unit": ("day", "week", "month"),
    "notice_to": (
        "end_of_term",
        "end_of_month",
        "end_of_quarter",
        "end_of_half_year",
        "end_of_year",
    ),
    "renewal": ("automatic", "by_agreement"),
    "terminated_by": ("customer", "us"),
}
_NUMBERS = ("notice_count", "renewal_months", "renews_id")
_DAYS = ("terminated_on", "terminated_to", "described_on")
_CHECKS = {
    "notice_count": "notice_count >= 0",
    "notice": "(notice_count IS NULL) = (notice_unit IS NULL)"
    " AND (notice_to IS NULL OR notice_count IS NOT NULL)"
    " AND (notice_days IS NULL OR notice_count IS NULL)",
    "renewal_months": "renewal_months >= 1",
    "terminated_on": "signed_on <= terminated_on",
    "terminated_to": "terminated_to IS NULL"
    " OR (terminated_on IS NOT NULL AND terminated_on <= terminated_to)",
    **{
        name: f"{name} IN ({', '.join(repr(word) for word in words)})"
        for name, words in _WORDS.items()
    },
}


def upgrade() -> None:
    with _anew() as table:
        for name in _NUMBERS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name in _WORDS:
            table.add_column(sa.Column(name, sa.String(length=32), nullable=True))
        for name in _DAYS:
            table.add_column(sa.Column(name, sa.Date(), nullable=True))
        table.add_column(sa.Column("termination_reason", sa.Text(), nullable=True))
    with _anew() as table:
        for name, check in _CHECKS.items():
            table.create_check_constraint(op.f(f"ck_contracts_{name}"), check)
        table.create_foreign_key(
            op.f("fk_contracts_renews_id"), "contracts", ["renews_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_contracts_renews_id"), ["renews_id"])


def downgrade() -> None:
    with _anew() as table:
        table.drop_index(op.f("ix_contracts_renews_id"))
        table.drop_constraint(op.f("fk_contracts_renews_id"), type_="foreignkey")
        for name in _CHECKS:
            table.drop_constraint(op.f(f"ck_contracts_{name}"), type_="check")
    with _anew() as table:
        for name in (*_NUMBERS, *_WORDS, *_DAYS, "termination_reason"):
            table.drop_column(name)


@contextmanager
def _anew() -> Iterator[BatchOperations]:
    """SQLite makes the table anew; the ids of what was deleted stay taken all the same."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    run = op.get_bind().exec_driver_sql
    wanted = "SELECT seq FROM sqlite_sequence WHERE name = 'contracts'"
    last = run(wanted).scalar() if is_sqlite else None
    with op.batch_alter_table(
        "contracts",
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        yield table
    if last is not None:
        run("DELETE FROM sqlite_sequence WHERE name = 'contracts'")
        run("INSERT INTO sqlite_sequence (name, seq) VALUES ('contracts', ?)", (last,))
