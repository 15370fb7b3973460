"""Both sides make a plan together, and can leave in the middle and take it up again."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_STEPS = ("potentials", "goals", "deals", "activities", "signatures")


def upgrade() -> None:
    op.create_table(
        "planning_sessions",
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                *_STEPS,
                name=op.f("ck_planning_sessions_step"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("way", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plans.id"],
            name=op.f("fk_planning_sessions_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["people.id"], name=op.f("fk_planning_sessions_started_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_sessions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_planning_sessions_plan_id"), "planning_sessions", ["plan_id"])
    op.create_table(
        "planning_participations",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["planning_sessions.id"],
            name=op.f("fk_planning_participations_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_planning_participations_person_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "position", name=op.f("pk_planning_participations")),
    )
    op.create_index(
        op.f("ix_planning_participations_person_id"), "planning_participations", ["person_id"]
    )


def downgrade() -> None:
    op.drop_table("planning_participations")
    op.drop_table("planning_sessions")
