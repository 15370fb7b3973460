"""Leads from outside with who deals with them, and content kits that bring them."""

import sqlalchemy as sa
from alembic import op

from planner.models.types import Moment

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TABLES = (
    "lead_attempts",
    "lead_keys",
    "content_kits",
    "kit_shares",
    "lead_rules",
    "kit_visits",
    "lead_verdicts",
    "match_keys",
    "matched_customers",
    "leads",
)


def upgrade() -> None:
    op.create_table(
        "lead_attempts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(length=64), nullable=False),
        sa.Column("forgotten_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lead_attempts")),
    )
    op.create_index(op.f("ix_lead_attempts_forgotten_at"), "lead_attempts", ["forgotten_at"])
    op.create_index(
        op.f("ix_lead_attempts_whom_forgotten_at"), "lead_attempts", ["whom", "forgotten_at"]
    )
    op.create_table(
        "lead_keys",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("on", name=op.f("pk_lead_keys")),
    )
    op.create_table(
        "content_kits",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=2000), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "name_folded",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            server_default=sa.text("''"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_content_kits_field_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_kits")),
        sa.UniqueConstraint("name", name=op.f("uq_content_kits_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "kit_shares",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("content_kit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_kit_id"],
            ["content_kits.id"],
            name=op.f("fk_kit_shares_content_kit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_kit_shares_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_kit_shares")),
        sa.UniqueConstraint(
            "content_kit_id", "person_id", name=op.f("uq_kit_shares_content_kit_id_person_id")
        ),
    )
    op.create_index(op.f("ix_kit_shares_person_id"), "kit_shares", ["person_id"])
    op.create_table(
        "lead_rules",
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("postcode", sa.String(length=200), nullable=True),
        sa.Column("segment", sa.String(length=200), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_lead_rules_field_id")),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["people.id"], name=op.f("fk_lead_rules_receiver_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_rules")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lead_rules_receiver_id"), "lead_rules", ["receiver_id"])
    op.create_table(
        "kit_visits",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"], ["kit_shares.code"], name=op.f("fk_kit_visits_code"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code", "on", name=op.f("pk_kit_visits")),
    )
    op.create_table(
        "lead_verdicts",
        sa.Column("company", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_lead_verdicts_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company", "customer_id", name=op.f("pk_lead_verdicts")),
    )
    op.create_index(op.f("ix_lead_verdicts_customer_id"), "lead_verdicts", ["customer_id"])
    op.create_table(
        "match_keys",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_match_keys_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", "key", name=op.f("pk_match_keys")),
    )
    op.create_index(op.f("ix_match_keys_key"), "match_keys", ["key"])
    op.create_table(
        "matched_customers",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_matched_customers_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_matched_customers")),
    )
    op.create_table(
        "leads",
        sa.Column(
            "status",
            sa.Enum(
                "new",
                "answered",
                "suspected",
                "rejected",
                "became_suspect",
                "became_deal",
                "became_activity",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("telephone", sa.String(length=200), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("postcode", sa.String(length=200), nullable=True),
        sa.Column("city", sa.String(length=200), nullable=True),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("consent_version", sa.Integer(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=True),
        sa.Column("campaign", sa.String(length=64), nullable=True),
        sa.Column("share_code", sa.String(length=32), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "visit",
                "call",
                "video",
                "email",
                "event",
                "other",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column(
            "match",
            sa.Enum(
                "same",
                "confirmed",
                "likely",
                "none",
                name="match",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("candidates", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column(
            "route",
            sa.Enum(
                "owner",
                "rule",
                "usual",
                "by_hand",
                name="route",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("lead_rule_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("erased_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'rejected' OR reason <> ''", name=op.f("ck_leads_reason")),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (answered_by_id IS NULL)", name=op.f("ck_leads_answered_on")
        ),
        sa.CheckConstraint("times >= 1", name=op.f("ck_leads_times")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_leads_activity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_leads_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_leads_customer_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["deals.id"], name=op.f("fk_leads_deal_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_leads_field_id")),
        sa.ForeignKeyConstraint(
            ["lead_rule_id"],
            ["lead_rules.id"],
            name=op.f("fk_leads_lead_rule_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["receiver_id"], ["people.id"], name=op.f("fk_leads_receiver_id")),
        sa.ForeignKeyConstraint(
            ["share_code"],
            ["kit_shares.code"],
            name=op.f("fk_leads_share_code"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_leads_activity_id"), "leads", ["activity_id"])
    op.create_index(op.f("ix_leads_customer_id"), "leads", ["customer_id"])
    op.create_index(op.f("ix_leads_deal_id"), "leads", ["deal_id"])
    op.create_index(op.f("ix_leads_lead_rule_id"), "leads", ["lead_rule_id"])
    op.create_index(op.f("ix_leads_receiver_id_status"), "leads", ["receiver_id", "status"])
    op.create_index(op.f("ix_leads_share_code"), "leads", ["share_code"])
    op.create_index(op.f("ix_leads_status_received_at"), "leads", ["status", "received_at"])


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
