"""Links to set a password wait in the database until they are mailed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("password_links", sa.Column("mail_seed", sa.String(64)))
    op.add_column("password_links", sa.Column("mail_language", sa.String(8)))
    op.add_column("password_links", sa.Column("mail_due_at", sa.DateTime(timezone=True)))
    op.create_index(op.f("ix_password_links_mail_due_at"), "password_links", ["mail_due_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_password_links_mail_due_at"), "password_links")
    op.drop_column("password_links", "mail_due_at")
    op.drop_column("password_links", "mail_language")
    op.drop_column("password_links", "mail_seed")
