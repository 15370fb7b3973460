"""Which unit of the customer has a demand, and who else sells to it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("potentials", sa.Column("unit", sa.String(length=200), nullable=True))
    op.add_column("potentials", sa.Column("competitors", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("potentials", "competitors")
    op.drop_column("potentials", "unit")
