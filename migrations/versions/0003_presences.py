"""Who has a plan open at this moment."""

import sqlalchemy as sa
from alembic import op

from planner.models.types import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=True),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("seen_at", Moment(timezone=True), nullable=False),
        sa.Column("changed_at", Moment(timezone=True), nullable=False),
        sa.Column("has_left", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_presences_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_presences_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", "person_id", "window", name=op.f("pk_presences")),
    )
    with op.batch_alter_table("presences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presences_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_presences_seen_at"), ["seen_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("presences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presences_seen_at"))
        batch_op.drop_index(batch_op.f("ix_presences_changed_at"))

    op.drop_table("presences")
