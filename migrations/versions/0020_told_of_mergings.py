"""Members are told when a customer of theirs was merged with another one."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name"),
)
_NEW = "customer_merged"
_TABLES = ("notifications", "notification_choices")


def upgrade() -> None:
    for table in _TABLES:
        _allow(table, (*_OLD, _NEW))


def downgrade() -> None:
    for table in _TABLES:
        told = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(told).where(told.c.kind == _NEW))
        _allow(table, _OLD)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")
