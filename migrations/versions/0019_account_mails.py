"""Mails about accounts wait in the database until they are sent."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_NEWS = ("password_set_by_link", "address_changed")


def upgrade() -> None:
    news = sa.Enum(
        *_NEWS, name="account_news", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "account_mails",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("news", news, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_account_mails_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_mails")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_mails_person_id"), "account_mails", ["person_id"])
    op.create_index(op.f("ix_account_mails_mail_due_at"), "account_mails", ["mail_due_at"])


def downgrade() -> None:
    op.drop_table("account_mails")
