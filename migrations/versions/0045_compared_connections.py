"""Connections keep the customer that they are at, so that no page compares all names."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("connections", sa.Column("customer_id", sa.Integer(), nullable=True))
    op.add_column(
        "connections",
        # Those that are there are compared by the clock, a few seconds later.
        sa.Column("is_compared", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("connections", reflect_kwargs={"resolve_fks": False}) as table:
        table.alter_column("is_compared", existing_type=sa.Boolean(), server_default=None)
    op.create_index(op.f("ix_connections_is_compared"), "connections", ["is_compared"])


def downgrade() -> None:
    op.drop_index(op.f("ix_connections_is_compared"), table_name="connections")
    op.drop_column("connections", "is_compared")
    op.drop_column("connections", "customer_id")
