"""What the search looks through, made of the texts that are there."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from planner.models.searched_text import searched_text

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_AT_ONCE = 1000
# Of each noun: its table, the column of its plan or customer, and its texts.
_SEARCHED = (
    ("goal", "goals", "plan_id", ("title", "metric", "missed_because")),
    ("deal", "deals", "plan_id", ("title", "cause")),
    ("activity", "activities", "plan_id", ("title",)),
    ("conversation", "conversations", "plan_id", ("topic",)),
    ("entry", "entries", "conversation_id", ("summary", "next_step")),
    ("idea", "ideas", "plan_id", ("title", "benefit")),
    ("question", "questions", "plan_id", ("text", "answer")),
    ("contact", "contacts", "customer_id", ("name", "function")),
    ("customer", "customers", "id", ("name", "city")),
    ("person", "people", None, ("name",)),
)
# The rows of the index are those of the table, which it does not hold a second time.
_ON_SQLITE = (
    # It stays when the tables of the models are dropped to make room for a backup.
    "DROP TABLE IF EXISTS search_index",
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        folded, content='search_entries', content_rowid='id', tokenize='trigram'
    )
    """,
    """
    CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
        INSERT INTO search_index (rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_entries_deleted AFTER DELETE ON search_entries BEGIN
        INSERT INTO search_index (search_index, rowid, folded)
        VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries BEGIN
        INSERT INTO search_index (search_index, rowid, folded)
        VALUES ('delete', old.id, old.folded);
        INSERT INTO search_index (rowid, folded) VALUES (new.id, new.folded);
    END
    """,
)


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("noun", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
    )
    columns = ["noun", "item_id"]
    op.create_index(op.f("ix_search_entries_noun_item_id"), "search_entries", columns, unique=True)
    op.create_index(op.f("ix_search_entries_plan_id"), "search_entries", ["plan_id"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in _ON_SQLITE:
            op.execute(statement)
    for each in _SEARCHED:
        _fill(*each)
    if op.get_bind().dialect.name == "postgresql":
        _index_trigrams()


def downgrade() -> None:
    op.drop_table("search_entries")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")


def _index_trigrams() -> None:
    """Where the database's owner may not have the extension, the search finds the same, slower."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    except sa.exc.DBAPIError:
        return
    op.execute("CREATE INDEX search_index ON search_entries USING gin (folded gin_trgm_ops)")


def _fill(noun: str, table: str, owner: str | None, texts: Sequence[str]) -> None:
    """As texts are folded today: whoever changes that has to fill the table again."""
    connection = op.get_bind()
    last = 0
    while found := connection.execute(_some(table, owner, texts), {"last": last}).all():
        connection.execute(_ENTRIES.insert(), [_entry(noun, owner, row) for row in found])
        last = found[-1][0]


_ENTRIES = sa.table(
    "search_entries",
    *(sa.column(name) for name in ("noun", "item_id", "plan_id", "customer_id", "folded")),
)


def _some(table: str, owner: str | None, texts: Iterable[str]) -> sa.Select[Any]:
    items = sa.table(table, *map(sa.column, {"id", *texts, *([owner] if owner else [])}))
    talks = sa.table("conversations", sa.column("id"), sa.column("plan_id"))
    belongs = talks.c.plan_id if table == "entries" else items.c[owner] if owner else sa.null()
    statement = sa.select(items.c.id, belongs, *(items.c[text] for text in texts))
    if table == "entries":
        statement = statement.join(talks, talks.c.id == items.c.conversation_id)
    return statement.where(items.c.id > sa.bindparam("last")).order_by(items.c.id).limit(_AT_ONCE)


def _entry(noun: str, owner: str | None, row: Sequence[Any]) -> dict[str, Any]:
    of_customer = owner in ("id", "customer_id")
    return {
        "noun": noun,
        "item_id": row[0],
        "plan_id": None if of_customer else row[1],
        "customer_id": row[1] if of_customer else None,
        "folded": searched_text(row[2:]),
    }
