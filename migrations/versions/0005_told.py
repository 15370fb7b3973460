"""Comments, whom a comment or a change is told to and how, visits of a plan, jobs by the clock."""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OF_RATINGS = ("relapse", "deciding_symptom", "progress")
_KINDS = (
    *_OF_RATINGS,
    *("mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked"),
)
_BY_MAIL = ("at_once", "daily", "never")


def upgrade() -> None:
    op.create_table(
        "comments",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_comments_by_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_comments_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sqlite_autoincrement=True,  # a comment can be brought back under its id
    )
    op.create_index(
        op.f("ix_comments_subject_subject_id_id"), "comments", ["subject", "subject_id", "id"]
    )
    op.create_index(op.f("ix_comments_plan_id"), "comments", ["plan_id"])
    op.create_table(
        "notification_choices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", _enum("kind", _KINDS), nullable=False),
        sa.Column("in_program", sa.Boolean(), nullable=False),
        sa.Column("by_mail", _enum("by_mail", _BY_MAIL), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_notification_choices_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_choices")),
        sa.UniqueConstraint(
            "person_id", "kind", name=op.f("uq_notification_choices_person_id_kind")
        ),
    )
    op.create_table(
        "plan_visits",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("last_event", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_plan_visits_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_visits_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_visits")),
        sa.UniqueConstraint("person_id", "plan_id", name=op.f("uq_plan_visits_person_id_plan_id")),
    )
    op.create_index(op.f("ix_plan_visits_plan_id"), "plan_visits", ["plan_id"])
    op.create_table(
        "job_runs",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_runs")),
        sa.UniqueConstraint("name", "on", name=op.f("uq_job_runs_name_on")),
    )
    _extend_notifications()


def downgrade() -> None:
    _reduce_notifications()
    for table in ("job_runs", "plan_visits", "notification_choices", "comments"):
        op.drop_table(table)


def _extend_notifications() -> None:
    """What is there was told in the program and is not mailed any more."""
    with _batch() as table:
        _drop_lists(table)
        table.add_column(sa.Column("subject", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("subject_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(
            sa.Column("by_mail", sa.String(length=32), nullable=False, server_default="never")
        )
        table.add_column(sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f("fk_notifications_event_id"), "events", ["event_id"], ["id"], ondelete="CASCADE"
        )
    with _batch() as table:
        table.alter_column("shown", server_default=None, existing_type=sa.Boolean())
        table.alter_column("by_mail", server_default=None, existing_type=sa.String(length=32))
        table.create_check_constraint(op.f("ck_notifications_kind"), _is_one("kind", _KINDS))
        table.create_check_constraint(
            op.f("ck_notifications_by_mail"), _is_one("by_mail", _BY_MAIL)
        )
        table.create_index(op.f("ix_notifications_mail_due_at"), ["mail_due_at"])
        table.create_index(op.f("ix_notifications_event_id"), ["event_id"])


def _reduce_notifications() -> None:
    """Of what the older program does not know, nobody is told."""
    notifications = sa.table("notifications", sa.column("kind"))
    op.execute(sa.delete(notifications).where(notifications.c.kind.not_in(_OF_RATINGS)))
    with _batch() as table:
        _drop_lists(table)
        table.drop_index(op.f("ix_notifications_event_id"))
        table.drop_index(op.f("ix_notifications_mail_due_at"))
        table.drop_constraint(op.f("fk_notifications_event_id"), type_="foreignkey")
        for column in ("mail_due_at", "by_mail", "shown", "event_id", "subject_id", "subject"):
            table.drop_column(column)
        table.create_check_constraint(op.f("ck_notifications_kind"), _is_one("kind", _OF_RATINGS))


def _drop_lists(table: BatchOperations) -> None:
    """Allow any value for the time being, where the database knows of a list of them."""
    for found in sa.inspect(op.get_bind()).get_check_constraints("notifications"):
        if found["name"] is not None:
            table.drop_constraint(op.f(found["name"]), type_="check")


def _batch() -> AbstractContextManager[BatchOperations]:
    return op.batch_alter_table("notifications", reflect_kwargs={"resolve_fks": False})


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _is_one(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
