"""What tells other programs of what happens, and what is on its way to them."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_NEWS = ("password_set_by_link", "address_changed")
_NEW = ("webhook_failing",)
_TROUBLES = (
    *("status", "redirect", "timeout", "name", "inside", "refused", "encryption", "answer"),
)


def upgrade() -> None:
    op.create_table(
        "webhooks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column(
            "state", _one_of("webhooks", "state", "on", "paused", "gone", "failing"), nullable=False
        ),
        sa.Column("signing_salt", sa.String(64), nullable=False),
        sa.Column("old_signing_salt", sa.String(64), nullable=True),
        sa.Column("rotated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_webhooks_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_webhooks_person_id"), "webhooks", ["person_id"])
    _make_deliveries()
    _allow((*_NEWS, *_NEW))


def _make_deliveries() -> None:
    table = "webhook_deliveries"
    op.create_table(
        table,
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column(
            "state", _one_of(table, "state", "waiting", "delivered", "given_up"), nullable=False
        ),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("trouble", _one_of(table, "trouble", *_TROUBLES), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhooks.id"],
            name=op.f("fk_webhook_deliveries_webhook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint(
            "webhook_id", "event_id", name=op.f("uq_webhook_deliveries_webhook_id_event_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_webhook_deliveries_webhook_id_due_at"), table, ["webhook_id", "due_at"]
    )
    op.create_index(op.f("ix_webhook_deliveries_found_at"), table, ["found_at"])


def downgrade() -> None:
    op.drop_table("webhook_deliveries")
    op.drop_table("webhooks")
    rows = sa.table("account_mails", sa.column("news"))
    op.execute(sa.delete(rows).where(rows.c.news.in_(_NEW)))
    _allow(_NEWS)


def _allow(news: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{each}'" for each in news)
    name = op.f("ck_account_mails_account_news")
    with op.batch_alter_table("account_mails", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"news IN ({listed})")


def _one_of(table: str, column: str, *values: str) -> sa.Enum:
    name = op.f(f"ck_{table}_{column}")
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
