"""By what other programs know the contracts that came with an import."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_TABLE, _KEY = "imported_items", "fk_imported_items_contract_id"


def upgrade() -> None:
    with op.batch_alter_table(_TABLE, reflect_kwargs={"resolve_fks": False}) as table:
        table.add_column(sa.Column("contract_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f(_KEY), "contracts", ["contract_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index(op.f("ix_imported_items_contract_id"), _TABLE, ["contract_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_imported_items_contract_id"), _TABLE)
    with op.batch_alter_table(_TABLE, reflect_kwargs={"resolve_fks": False}) as table:
        table.drop_constraint(op.f(_KEY), type_="foreignkey")
        table.drop_column("contract_id")
