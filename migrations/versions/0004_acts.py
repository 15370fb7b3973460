"""What belongs to one act, what was undone, and whole rows of what was deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What can be deleted and brought back under its id, so that nothing else may be given that id.
BROUGHT_BACK = (
    "activities",
    "business_cases",
    "commitments",
    "contacts",
    "contracts",
    "conversations",
    "deals",
    "entries",
    "goals",
    "ideas",
    "members",
    "potentials",
    "questions",
    "requests",
    "reviews",
    "sponsor_requests",
    "symptom_answers",
)


def upgrade() -> None:
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("act_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("undoes_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("kept", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_events_act_id"), ["act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_undoes_id"), ["undoes_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for table in BROUGHT_BACK:
            _make_anew(table, "PRIMARY KEY (id)", "PRIMARY KEY (id AUTOINCREMENT)")
            _go_on_after_all_ids_ever_given(table)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in BROUGHT_BACK:
            _make_anew(table, "PRIMARY KEY (id AUTOINCREMENT)", "PRIMARY KEY (id)")
    # Not as a batch, which would make the whole table anew.
    op.drop_index("ix_events_undoes_id", table_name="events")
    op.drop_index("ix_events_act_id", table_name="events")
    op.drop_column("events", "kept")
    op.drop_column("events", "undoes_id")
    op.drop_column("events", "act_id")


def _make_anew(table: str, old: str, new: str) -> None:
    """SQLite cannot alter a primary key: the rows move into a table that is made with another.

    Foreign keys are not looked at meanwhile (see `planner database upgrade`), or what refers to
    the old table would go with it.
    """
    run = op.get_bind().exec_driver_sql
    made = run("SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql <> ''", (table,))
    statements: dict[str, list[str]] = {"table": [], "index": []}
    for kind, statement in made:
        statements[kind].append(statement)
    (original,) = statements["table"]
    begun = original.split("(", 1)
    run(f"CREATE TABLE new_{table} ({begun[1].replace(old, new)}")
    run(f"INSERT INTO new_{table} SELECT * FROM {table}")  # noqa: S608 - a name from above
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE new_{table} RENAME TO {table}")
    for statement in statements["index"]:
        run(statement)


def _go_on_after_all_ids_ever_given(table: str) -> None:
    """What was deleted before is in the history under its id, which stays its own as well."""
    run = op.get_bind().exec_driver_sql
    newest = f"""SELECT max(id) FROM (
        SELECT id FROM {table} UNION ALL SELECT subject_id FROM events WHERE subject = ?
    )"""  # noqa: S608 - the only thing put into it is a name from above
    run("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
    last = run(newest, (table,)).scalar()
    run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last or 0))
