"""What people say about the hours that they have for joint work on customers."""

import sqlalchemy as sa
from alembic import op

from planner.models.types import Amount

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "availabilities",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("hours", Amount(), nullable=False),
        sa.Column("only_that_week", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours >= 0 AND hours <= 80", name=op.f("ck_availabilities_hours")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_availabilities_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availabilities")),
        sa.UniqueConstraint(
            "person_id",
            "week",
            "only_that_week",
            name=op.f("uq_availabilities_person_id_week_only_that_week"),
        ),
    )


def downgrade() -> None:
    op.drop_table("availabilities")
