"""Lines of business cases have a history of their own; scenarios, assumptions; cases are found."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from planner.models.searched_text import searched_text

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_ENTRIES = sa.table(
    "search_entries",
    *(sa.column(name) for name in ("noun", "item_id", "plan_id", "folded")),
)
_AMOUNT = sa.Numeric().with_variant(sa.Float(), "sqlite")


def upgrade() -> None:
    op.add_column("business_cases", sa.Column("compared_with", sa.Text(), nullable=True))
    _keep_lines(_make_lines)
    op.create_table(
        "scenarios",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("discount_rate", _AMOUNT, nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        *_of_case("scenarios"),
        sa.CheckConstraint(
            "discount_rate BETWEEN 0 AND 1", name=op.f("ck_scenarios_discount_rate")
        ),
        sa.UniqueConstraint(
            "business_case_id", "key", name=op.f("uq_scenarios_business_case_id_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "assumptions",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("flow", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        *_of_case("assumptions"),
        sa.CheckConstraint("text <> ''", name=op.f("ck_assumptions_text")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_assumptions_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_assumptions_contact_id"),
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )
    for column in ("business_case_id", "person_id", "contact_id"):
        op.create_index(op.f(f"ix_assumptions_{column}"), "assumptions", [column])
    _let_cases_be_found()


def _let_cases_be_found() -> None:
    """Of those that are there nothing is said yet but the title."""
    cases = sa.table("business_cases", *map(sa.column, ("id", "plan_id", "title")))
    entries = [
        {
            "noun": "business_case",
            "item_id": case.id,
            "plan_id": case.plan_id,
            "folded": searched_text([case.title, None]),
        }
        for case in op.get_bind().execute(sa.select(cases).order_by(cases.c.id))
    ]
    if entries:
        op.bulk_insert(_ENTRIES, entries)


def _make_lines() -> None:
    op.create_table(
        "flows",
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *("one_off", "running"),
                name=op.f("ck_flows_kind"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("amounts", sa.JSON(), nullable=False),
        *_of_case("flows"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_flows_business_case_id"), "flows", ["business_case_id"])


def _make_lines_of_before() -> None:
    op.create_table(
        "flows",
        sa.Column("business_case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        _to_case("flows"),
        sa.PrimaryKeyConstraint("business_case_id", "position", name=op.f("pk_flows")),
    )


def _keep_lines(make: Callable[[], None]) -> None:
    """Make the table anew, with what was in it; the number of its rows is small."""
    lines = sa.table(
        "flows",
        sa.column("business_case_id", sa.Integer()),
        sa.column("position", sa.Integer()),
        sa.column("label", sa.String()),
        sa.column("amounts", sa.JSON()),
    )
    order = (lines.c.business_case_id, lines.c.position)
    kept = [
        dict(row) for row in op.get_bind().execute(sa.select(lines).order_by(*order)).mappings()
    ]
    op.drop_table("flows")
    make()
    if kept:
        op.bulk_insert(lines, kept)


def _of_case(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("business_case_id", sa.Integer(), nullable=False),
        _to_case(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _to_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_case_id"],
        ["business_cases.id"],
        name=op.f(f"fk_{table}_business_case_id"),
        ondelete="CASCADE",
    )


def downgrade() -> None:
    op.execute(_ENTRIES.delete().where(_ENTRIES.c.noun == "business_case"))
    op.drop_table("assumptions")
    op.drop_table("scenarios")
    _keep_lines(_make_lines_of_before)
    op.drop_column("business_cases", "compared_with")
