"""Which customer stands for one that was merged into it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merged_customers",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("foreign_system", sa.String(length=64), nullable=True),
        sa.Column("foreign_key", sa.String(length=200), nullable=True),
        sa.Column("foreign_url", sa.String(length=2000), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_merged_customers_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merged_customers")),
        sa.UniqueConstraint("key", name=op.f("uq_merged_customers_key")),
        sa.UniqueConstraint(
            "foreign_system",
            "foreign_key",
            name=op.f("uq_merged_customers_foreign_system_foreign_key"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_merged_customers_customer_id"), "merged_customers", ["customer_id"])


def downgrade() -> None:
    op.drop_table("merged_customers")
