"""Reviews that are planned before they are held, and the activities that were decided in them."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATUSES = ("planned", "held", "cancelled")


def upgrade() -> None:
    """What is there was held."""
    with _anew("reviews") as table:
        table.add_column(
            sa.Column("status", sa.String(length=32), nullable=False, server_default="held")
        )
        table.add_column(sa.Column("last_event", sa.Integer(), nullable=True))
        table.add_column(sa.Column("agenda", sa.JSON(none_as_null=True), nullable=True))
    with _anew("reviews") as table:
        table.alter_column("status", server_default=None, existing_type=sa.String(length=32))
        listed = ", ".join(f"'{status}'" for status in _STATUSES)
        table.create_check_constraint(op.f("ck_reviews_status"), f"status IN ({listed})")
    with _anew("activities") as table:
        table.add_column(sa.Column("review_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_activities_review_id"), "reviews", ["review_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_activities_review_id"), ["review_id"])
    with op.batch_alter_table("settings") as table:
        table.alter_column(
            "value", type_=sa.String(length=50_000), existing_type=sa.String(length=2000)
        )


def downgrade() -> None:
    """The older program knows only of reviews that were held, and of no rhythm."""
    settings = sa.table("settings", sa.column("name"))
    op.execute(sa.delete(settings).where(settings.c.name == "review_rhythms"))
    with op.batch_alter_table("settings") as table:
        table.alter_column(
            "value", type_=sa.String(length=2000), existing_type=sa.String(length=50_000)
        )
    with _anew("activities") as table:
        table.drop_index(op.f("ix_activities_review_id"))
        table.drop_constraint(op.f("fk_activities_review_id"), type_="foreignkey")
        table.drop_column("review_id")
    reviews = sa.table("reviews", sa.column("id"), sa.column("status"))
    gone = sa.select(reviews.c.id).where(reviews.c.status != "held").scalar_subquery()
    for name in ("attendances", "decisions"):
        of_reviews = sa.table(name, sa.column("review_id"))
        op.execute(sa.delete(of_reviews).where(of_reviews.c.review_id.in_(gone)))
    op.execute(sa.delete(reviews).where(reviews.c.status != "held"))
    with _anew("reviews") as table:
        table.drop_constraint(op.f("ck_reviews_status"), type_="check")
        for column in ("agenda", "last_event", "status"):
            table.drop_column(column)


@contextmanager
def _anew(name: str) -> Iterator[BatchOperations]:
    """SQLite makes the table anew; the ids of what was deleted stay taken all the same."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    run = op.get_bind().exec_driver_sql
    wanted = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = run(wanted, (name,)).scalar() if is_sqlite else None
    with op.batch_alter_table(
        name,
        reflect_kwargs={"resolve_fks": False},
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        yield table
    if last is not None:
        run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
