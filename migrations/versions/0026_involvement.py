"""Specialists are brought onto plans by rules."""

import sqlalchemy as sa
from alembic import op

from planner.models.types import Amount

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_OLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name", "customer_merged"),
    "followed",
)
_NEW = "asked_by_policy"
_TABLES = ("notifications", "notification_choices")


def upgrade() -> None:
    op.create_table(
        "involvement_rules",
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("least_potential", Amount(), nullable=True),
        sa.Column("segment", sa.String(length=200), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "suspect",
                "prospect",
                "customer",
                "former",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "whom",
            sa.Enum(
                "in_turn",
                "of_region",
                "desk",
                name="whom",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("desk_id", sa.Integer(), nullable=True),
        sa.Column(
            "how",
            sa.Enum(
                "at_once", "asked", name="how", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "name_folded",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            server_default=sa.text("''"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "least_potential > 0 AND least_potential < 1000000000000000",
            name=op.f("ck_involvement_rules_least_potential"),
        ),
        sa.CheckConstraint(
            "working_days BETWEEN 1 AND 60", name=op.f("ck_involvement_rules_working_days")
        ),
        sa.ForeignKeyConstraint(
            ["desk_id"], ["people.id"], name=op.f("fk_involvement_rules_desk_id")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_involvement_rules_field_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement_rules")),
        sa.UniqueConstraint("name", name=op.f("uq_involvement_rules_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "involvement_exceptions",
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_involvement_exceptions_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_involvement_exceptions_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_involvement_exceptions_field_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement_exceptions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_involvement_exceptions_customer_id"), "involvement_exceptions", ["customer_id"]
    )
    op.create_table(
        "involvements",
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "only_one",
                "fewest_plans",
                "next_in_order",
                "desk",
                name="because",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "joined",
                "declined",
                "lapsed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_involvements_field_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_involvements_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_involvements_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["involvement_rules.id"], name=op.f("fk_involvements_rule_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvements")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_involvements_person_id_status"), "involvements", ["person_id", "status"]
    )
    op.create_index(op.f("ix_involvements_plan_id"), "involvements", ["plan_id"])
    op.create_index(op.f("ix_involvements_rule_id"), "involvements", ["rule_id"])
    op.create_index(
        op.f("ix_involvements_status_answer_by"), "involvements", ["status", "answer_by"]
    )
    op.create_index(
        "uq_involvements_still_asked",
        "involvements",
        ["plan_id", "field_id"],
        unique=True,
        sqlite_where=sa.text("status = 'asked'"),
        postgresql_where=sa.text("status = 'asked'"),
    )
    for table in _TABLES:
        _allow(table, (*_OLD, _NEW))


def downgrade() -> None:
    for table in ("involvements", "involvement_exceptions", "involvement_rules"):
        op.drop_table(table)
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
