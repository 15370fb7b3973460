"""Whether a customer's owner was named, or found among the members."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_NAMED = sa.column("owner_is_named", sa.Boolean())


def upgrade() -> None:
    op.add_column(
        "customers",
        sa.Column("owner_is_named", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    # Files keep being written as they were so far.
    op.execute(sa.update(sa.table("customers", _NAMED)).values({_NAMED: False}))


def downgrade() -> None:
    op.drop_column("customers", "owner_is_named")
