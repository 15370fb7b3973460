"""Whom each knows by their own connections file, and introductions that are asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "connections",
        sa.Column("person_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "company", "url")),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _to_person("connections", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connections")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_connections_person_id"), "connections", ["person_id"])
    op.create_table(
        "introductions",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _to_person("introductions", "asker_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sa.UniqueConstraint(
            "customer_id", "asker_id", name=op.f("uq_introductions_customer_id_asker_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_introductions_asker_id"), "introductions", ["asker_id"])
    op.create_table(
        "introduction_answers",
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_answers_introduction_id"),
            ondelete="CASCADE",
        ),
        _to_person("introduction_answers", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_answers")),
        sa.UniqueConstraint(
            "introduction_id",
            "person_id",
            name=op.f("uq_introduction_answers_introduction_id_person_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_introduction_answers_person_id"), "introduction_answers", ["person_id"]
    )


def _to_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["people.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    op.drop_table("introduction_answers")
    op.drop_table("introductions")
    op.drop_table("connections")
