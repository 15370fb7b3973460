"""What the rules have found after a signature, so that nobody is told of it twice."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signature_findings",
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_signature_findings_contract_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plans.id"],
            name=op.f("fk_signature_findings_plan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_findings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_signature_findings_plan_id"), "signature_findings", ["plan_id"])
    op.create_index(
        op.f("ix_signature_findings_contract_id"), "signature_findings", ["contract_id"]
    )


def downgrade() -> None:
    op.drop_table("signature_findings")
