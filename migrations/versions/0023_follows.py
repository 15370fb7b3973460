"""Customers, plans and items are followed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_OLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name", "customer_merged"),
)
_NEW = "followed"
_TABLES = ("notifications", "notification_choices")


def upgrade() -> None:
    op.create_table(
        "follows",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_follows_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint(
            "person_id",
            "subject",
            "subject_id",
            name=op.f("uq_follows_person_id_subject_subject_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follows_subject_subject_id"), "follows", ["subject", "subject_id"])
    for table in _TABLES:
        _allow(table, (*_OLD, _NEW))


def downgrade() -> None:
    op.drop_table("follows")
    for table in _TABLES:
        told = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(told).where(told.c.kind == _NEW))
        _allow(table, _OLD)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")
