"""Since when who of ours knows somebody at a customer."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("known_since", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("contacts", "known_since")
