"""Pages of business cases for the customer."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_links",
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("business_case_id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"on" <= expires_on', name=op.f("ck_case_links_dates")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_case_links_by_id")),
        sa.ForeignKeyConstraint(
            ["business_case_id"],
            ["business_cases.id"],
            name=op.f("fk_case_links_business_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_links")),
        sqlite_autoincrement=True,
    )
    for column in ("business_case_id", "by_id"):
        op.create_index(op.f(f"ix_case_links_{column}"), "case_links", [column])


def downgrade() -> None:
    op.drop_table("case_links")
