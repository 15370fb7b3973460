"""By what other programs know contacts and activities."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_NOUNS = {"contact_id": "contacts", "activity_id": "activities"}


def upgrade() -> None:
    op.create_table(
        "imported_items",
        sa.Column("noun", sa.String(64), nullable=False),
        sa.Column("foreign_system", sa.String(64), nullable=False),
        sa.Column("foreign_key", sa.String(200), nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=True) for column in _NOUNS),
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_imported_items_{column}"),
                ondelete="SET NULL",
            )
            for column, table in _NOUNS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_items")),
        sa.UniqueConstraint(
            "noun",
            "foreign_system",
            "foreign_key",
            name=op.f("uq_imported_items_noun_foreign_system_foreign_key"),
        ),
    )
    for column in _NOUNS:
        op.create_index(op.f(f"ix_imported_items_{column}"), "imported_items", [column])


def downgrade() -> None:
    op.drop_table("imported_items")
