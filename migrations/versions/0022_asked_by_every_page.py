"""Indexes for what every page asks: what waits for its reader, and how far the events go."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ASKED_AGAIN = sa.text("asked_again_on IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_events_customer_id_subject_id", "events", ["customer_id", "subject", "id"])
    op.create_index("ix_requests_status_plan_id", "requests", ["status", "plan_id"])
    op.create_index(
        "ix_commitments_asked_again",
        "commitments",
        ["person_id"],
        sqlite_where=_ASKED_AGAIN,
        postgresql_where=_ASKED_AGAIN,
    )


def downgrade() -> None:
    op.drop_index("ix_commitments_asked_again", "commitments")
    op.drop_index("ix_requests_status_plan_id", "requests")
    op.drop_index("ix_events_customer_id_subject_id", "events")
