"""Which form a change was typed into."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("submission", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("events", "submission")
