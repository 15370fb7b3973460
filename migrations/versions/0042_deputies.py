"""Who stands in for somebody, and whose a lead would have been who was not there."""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deputies",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("person_id", "deputy_id")),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("person_id <> deputy_id", name=op.f("ck_deputies_other")),
        *(_to_person("deputies", name) for name in ("person_id", "deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputies")),
        sa.UniqueConstraint("person_id", name=op.f("uq_deputies_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_deputies_deputy_id"), "deputies", ["deputy_id"])
    with _leads() as table:
        table.add_column(sa.Column("instead_of_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_leads_instead_of_id"), "people", ["instead_of_id"], ["id"]
        )


def _leads() -> AbstractContextManager[BatchOperations]:
    return op.batch_alter_table(
        "leads",
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    )


def _to_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["people.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    with _leads() as table:
        table.drop_constraint(op.f("fk_leads_instead_of_id"), type_="foreignkey")
        table.drop_column("instead_of_id")
    op.drop_table("deputies")
