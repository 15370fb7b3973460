"""The e-mail and the profile of people at the customer."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_LONGEST = {"email": 254, "profile": 500}


def upgrade() -> None:
    for name, length in _LONGEST.items():
        op.add_column("contacts", sa.Column(name, sa.String(length=length), nullable=True))
    op.create_index(op.f("ix_contacts_email"), "contacts", [sa.text("lower(email)")])


def downgrade() -> None:
    op.drop_index(op.f("ix_contacts_email"), "contacts")
    for name in reversed(_LONGEST):
        op.drop_column("contacts", name)
