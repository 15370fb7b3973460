"""Indexes for what the lead's table asks of all customers at once."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NEW = (
    ("activities", ("status", "due_on", "plan_id")),
    ("activities", ("done_on", "customer_facing", "plan_id")),
    ("entries", ("on", "conversation_id")),
)
# Covers what one of the customer alone is asked for too.
_OLD_POTENTIALS = ("customer_id",)
_POTENTIALS = ("customer_id", "field_id", "status", "annual_value", "share_of_wallet")


def upgrade() -> None:
    for table, columns in _NEW:
        op.create_index(_name(table, columns), table, list(columns))
    op.create_index(_name("potentials", _POTENTIALS), "potentials", list(_POTENTIALS))
    op.drop_index(_name("potentials", _OLD_POTENTIALS), "potentials")


def downgrade() -> None:
    op.create_index(_name("potentials", _OLD_POTENTIALS), "potentials", list(_OLD_POTENTIALS))
    op.drop_index(_name("potentials", _POTENTIALS), "potentials")
    for table, columns in reversed(_NEW):
        op.drop_index(_name(table, columns), table)


def _name(table: str, columns: tuple[str, ...]) -> str:
    return op.f(f"ix_{table}_{'_'.join(columns)}")
