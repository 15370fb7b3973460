"""What was promised before a signature, and to whom the customer was proposed after it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_TOLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name", "customer_merged"),
    *("followed", "asked_by_policy"),
)
_NEW = ("handover", "after_signature")
_TABLES = ("notifications", "notification_choices")


def upgrade() -> None:
    op.create_table(
        "promises",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_promises_text")),
        *_keys("promises", "owner_id"),
        sa.UniqueConstraint("contract_id", "key", name=op.f("uq_promises_contract_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_promises_owner_id"), "promises", ["owner_id"])
    op.create_table(
        "handovers",
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                *("accepted", "sent_back"),
                name=op.f("ck_handovers_answer"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_on IS NULL)", name=op.f("ck_handovers_answer_on")
        ),
        sa.CheckConstraint("proposed_on <= answered_on", name=op.f("ck_handovers_answered_on")),
        sa.CheckConstraint(
            "answer <> 'sent_back' OR reason <> ''", name=op.f("ck_handovers_reason")
        ),
        *_keys("handovers", "to_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handovers_contract_id"), "handovers", ["contract_id"])
    op.create_index(op.f("ix_handovers_to_id"), "handovers", ["to_id"])
    for table in _TABLES:
        _allow(table, (*_TOLD, *_NEW))


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")


def _keys(table: str, person: str) -> tuple[sa.Constraint, ...]:
    contract = op.f(f"fk_{table}_contract_id")
    return (
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=contract, ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint([person], ["people.id"], name=op.f(f"fk_{table}_{person}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    for table in _TABLES:
        told = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(told).where(told.c.kind.in_(_NEW)))
        _allow(table, _TOLD)
    op.drop_table("handovers")
    op.drop_table("promises")
