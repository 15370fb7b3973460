"""What lets calendars of other programs in."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scope", _one_of("scope", "mine", "customer", "team"), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("level", _one_of("level", "busy", "discreet", "full"), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(scope = 'customer') = (subject_id IS NOT NULL)", name=op.f("ck_feeds_subject_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_feeds_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_feeds_token_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feeds_person_id"), "feeds", ["person_id"])


def downgrade() -> None:
    op.drop_table("feeds")


def _one_of(column: str, *values: str) -> sa.Enum:
    name = op.f(f"ck_feeds_{column}")
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
