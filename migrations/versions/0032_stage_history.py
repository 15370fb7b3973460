"""Which stages a customer has come through, when, by whom and why."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_STAGES = ("suspect", "prospect", "customer", "former")


def upgrade() -> None:
    op.create_table(
        "stage_history",
        sa.Column(
            "stage",
            sa.Enum(
                *_STAGES,
                name=op.f("ck_stage_history_stage"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_stage_history_by_id")),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_stage_history_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_history")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stage_history_customer_id"), "stage_history", ["customer_id"])


def downgrade() -> None:
    op.drop_table("stage_history")
