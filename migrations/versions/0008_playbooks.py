"""Playbooks: templates of goals and activities, and on which plans they were used."""

import sqlalchemy as sa
from alembic import op

from planner.models.types import Amount

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OCCASIONS = (
    *("new_customer", "new_specialist", "screening"),
    *("after_signature", "renewal", "quarter_end"),
)
_KINDS = (
    *("visit", "call", "video", "email", "workshop", "introduction"),
    *("event", "analysis", "offer", "internal", "other"),
)
_DOERS = ("generalist", "specialist", "pool")
_LARGEST = 10**15


def upgrade() -> None:
    _create_playbooks()
    _create_goals()
    _create_activities()
    _create_uses()


def downgrade() -> None:
    for table in ("playbook_uses", "playbook_activities", "playbook_goals", "playbooks"):
        op.drop_table(table)


def _create_playbooks() -> None:
    op.create_table(
        "playbooks",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("segment", sa.String(length=200), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("occasion", _enum("occasion", _OCCASIONS), nullable=True),
        sa.Column("status", _enum("status", ("active", "retired")), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_playbooks_field_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbooks")),
        sa.UniqueConstraint("name", name=op.f("uq_playbooks_name")),
        sqlite_autoincrement=True,  # what is deleted can be brought back under its id
    )


def _create_goals() -> None:
    op.create_table(
        "playbook_goals",
        sa.Column("playbook_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("metric", sa.String(length=200), nullable=True),
        sa.Column("unit", sa.String(length=200), nullable=True),
        sa.Column("target", Amount(), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            f"target > -{_LARGEST} AND target < {_LARGEST}", name=op.f("ck_playbook_goals_target")
        ),
        _of_playbook("playbook_goals"),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_playbook_goals_field_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_goals")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_playbook_goals_playbook_id"), "playbook_goals", ["playbook_id"])


def _create_activities() -> None:
    op.create_table(
        "playbook_activities",
        sa.Column("playbook_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", _enum("kind", _KINDS), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=False),
        sa.Column("doer", _enum("doer", _DOERS), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("customer_facing", sa.Boolean(), nullable=False),
        sa.Column("effort_hours", Amount(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "offset_days >= -1000 AND offset_days <= 1000",
            name=op.f("ck_playbook_activities_offset_days"),
        ),
        sa.CheckConstraint(
            f"effort_hours >= 0 AND effort_hours < {_LARGEST}",
            name=op.f("ck_playbook_activities_effort_hours"),
        ),
        _of_playbook("playbook_activities"),
        sa.ForeignKeyConstraint(
            ["goal_id"],
            ["playbook_goals.id"],
            name=op.f("fk_playbook_activities_goal_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_activities")),
        sqlite_autoincrement=True,
    )
    for column in ("playbook_id", "goal_id"):
        op.create_index(op.f(f"ix_playbook_activities_{column}"), "playbook_activities", [column])


def _create_uses() -> None:
    op.create_table(
        "playbook_uses",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_playbook_uses_by_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_playbook_uses_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_uses")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_playbook_uses_plan_id_of_id"), "playbook_uses", ["plan_id", "of_id"])


def _of_playbook(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["playbook_id"],
        ["playbooks.id"],
        name=op.f(f"fk_{table}_playbook_id"),
        ondelete="CASCADE",
    )


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
