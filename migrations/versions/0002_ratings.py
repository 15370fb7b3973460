"""What became of the ratings, what members say to them, and who is told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notifications",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "relapse",
                "deciding_symptom",
                "progress",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_notifications_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_notifications_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
    )
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notifications_person_id_seen_on"),
            ["person_id", "seen", "on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_notifications_plan_id_on"), ["plan_id", "on"], unique=False
        )

    op.create_table(
        "symptom_answers",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "mending",
                "explained",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'mending' OR until IS NOT NULL", name=op.f("ck_symptom_answers_until")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_symptom_answers_by_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_symptom_answers_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_symptom_answers")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_symptom_answers_plan_id_code")),
    )
    op.create_table(
        "ratings",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("age", sa.String(length=16), nullable=False),
        sa.Column("last_age", sa.String(length=16), nullable=True),
        sa.Column("one_sidedness", sa.Integer(), nullable=True),
        sa.Column("one_sided", sa.Boolean(), nullable=True),
        sa.Column("leaning", sa.String(length=16), nullable=True),
        sa.Column("shifts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("symptoms", sa.JSON(), nullable=False),
        sa.Column("thresholds", sa.JSON(), nullable=False),
        sa.Column("movement", sa.String(length=16), nullable=True),
        sa.Column("cause_event_id", sa.Integer(), nullable=True),
        sa.Column("visible_to_leads_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cause_event_id"],
            ["events.id"],
            name=op.f("fk_ratings_cause_event_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_ratings_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("plan_id", "on", name=op.f("uq_ratings_plan_id_on")),
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ratings_cause_event_id"), ["cause_event_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ratings_cause_event_id"))

    op.drop_table("ratings")
    op.drop_table("symptom_answers")
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notifications_plan_id_on"))
        batch_op.drop_index(batch_op.f("ix_notifications_person_id_seen_on"))

    op.drop_table("notifications")
