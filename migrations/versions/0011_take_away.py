"""The logo on what is made for a customer, and the mail of the week to leads."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logos",
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logos")),
    )
    op.create_table(
        "week_letters",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("gaps", sa.JSON(), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_week_letters_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_letters")),
        sa.UniqueConstraint("person_id", name=op.f("uq_week_letters_person_id")),
    )
    op.create_index(op.f("ix_week_letters_mail_due_at"), "week_letters", ["mail_due_at"])


def downgrade() -> None:
    op.drop_table("week_letters")
    op.drop_table("logos")
