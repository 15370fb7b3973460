"""That somebody was erased, without their name."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("kind", _one_of("kind", "person", "contact"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.Column("is_clean", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_erasures_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_erasures_kind_number")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("erasures")


def _one_of(column: str, *values: str) -> sa.Enum:
    name = op.f(f"ck_erasures_{column}")
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
