"""People are told of leads, of what is asked of value specialists, and of introductions."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_TOLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name", "customer_merged"),
    *("followed", "asked_by_policy", "handover", "after_signature", "executive_asked"),
    "executive_answered",
)
_NEW = (
    *("value_asked", "lead_given", "lead_late", "lead_suspected", "lead_of_field"),
    *("introduction_asked", "introduction_answered"),
)
_TABLES = ("notifications", "notification_choices")


def upgrade() -> None:
    for name in _TABLES:
        _allow(name, (*_TOLD, *_NEW))
    _let_plan_be_absent(True)
    op.add_column(
        "introductions",
        # Of those that were asked for before, people have learned on the page.
        sa.Column("is_told", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    with op.batch_alter_table(
        "introductions",
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        table.alter_column("is_told", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    op.drop_column("introductions", "is_told")
    told = sa.table("notifications", sa.column("kind"), sa.column("plan_id"))
    op.execute(sa.delete(told).where(told.c.plan_id.is_(None)))
    _let_plan_be_absent(False)
    for name in _TABLES:
        rows = sa.table(name, sa.column("kind"))
        op.execute(sa.delete(rows).where(rows.c.kind.in_(_NEW)))
        _allow(name, _TOLD)


def _let_plan_be_absent(absent: bool) -> None:
    with op.batch_alter_table("notifications", reflect_kwargs={"resolve_fks": False}) as table:
        table.alter_column("plan_id", existing_type=sa.Integer(), nullable=absent)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")
