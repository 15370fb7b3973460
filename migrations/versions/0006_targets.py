"""Targets: what is wanted from above of a team, in a field and a period."""

import sqlalchemy as sa
from alembic import op

from planner.models.types import LARGEST_AMOUNT, Amount

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "targets",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("amount", Amount(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_targets_period")),
        sa.CheckConstraint(
            f"amount >= 0 AND amount < {LARGEST_AMOUNT}", name=op.f("ck_targets_amount")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_targets_by_id")),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_targets_field_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_targets_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sqlite_autoincrement=True,  # a target can be brought back under its id
    )
    op.create_index(op.f("ix_targets_team_id_starts_on"), "targets", ["team_id", "starts_on"])
    # The deals of a month, and what has been done for each, are looked up across all plans.
    op.create_index(op.f("ix_activities_deal_id"), "activities", ["deal_id"])
    op.create_index(op.f("ix_deals_status_decided_on"), "deals", ["status", "decided_on"])


def downgrade() -> None:
    op.drop_index(op.f("ix_deals_status_decided_on"), "deals")
    op.drop_index(op.f("ix_activities_deal_id"), "activities")
    op.drop_table("targets")
