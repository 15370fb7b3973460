"""Value specialists are asked for on a plan."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_PEOPLE = ("asked_by_id", "person_id", "answered_by_id")


def upgrade() -> None:
    op.create_table(
        "value_requests",
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                *("pending", "accepted", "declined"),
                name=op.f("ck_value_requests_status"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'pending') = (answered_on IS NULL)", name=op.f("ck_value_requests_answered")
        ),
        sa.CheckConstraint('"on" <= answered_on', name=op.f("ck_value_requests_dates")),
        sa.CheckConstraint(
            "status <> 'declined' OR reason <> ''", name=op.f("ck_value_requests_reason")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_value_requests_text")),
        *(
            sa.ForeignKeyConstraint(
                [column], ["people.id"], name=op.f(f"fk_value_requests_{column}")
            )
            for column in _PEOPLE
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plans.id"],
            name=op.f("fk_value_requests_plan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_requests")),
        sqlite_autoincrement=True,
    )
    for columns in (["plan_id"], ["status", "person_id"], ["asked_by_id"], ["answered_by_id"]):
        op.create_index(op.f(f"ix_value_requests_{'_'.join(columns)}"), "value_requests", columns)


def downgrade() -> None:
    op.drop_table("value_requests")
