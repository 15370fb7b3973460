"""An index for what is asked with every reading of Today: at which customers somebody knows people.

It begins with the person as the one before did, which it replaces.
"""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_connections_person_id_customer_id"), "connections", ["person_id", "customer_id"]
    )
    op.drop_index(op.f("ix_connections_person_id"), table_name="connections")


def downgrade() -> None:
    op.create_index(op.f("ix_connections_person_id"), "connections", ["person_id"])
    op.drop_index(op.f("ix_connections_person_id_customer_id"), table_name="connections")
