"""Files that wait to be imported, mappings by name, undos that wait, and that people are told."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_TOLD = (
    *("relapse", "deciding_symptom", "progress", "mention", "comment", "assigned", "claimed"),
    *("request", "request_answered", "signature_asked", "in_your_name", "customer_merged"),
    *("followed", "asked_by_policy", "handover", "after_signature", "executive_asked"),
    *("executive_answered", "value_asked", "lead_given", "lead_late", "lead_suspected"),
    *("lead_of_field", "introduction_asked", "introduction_answered"),
)
_NEW = ("import_ended",)
_STATES = ("open", "looking", "confirmed", "done")
_TABLES = ("notifications", "notification_choices")


def upgrade() -> None:
    _make_uploads()
    op.create_table(
        "import_mappings",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mappings")),
        sa.UniqueConstraint("name", name=op.f("uq_import_mappings_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_undos",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("keeps_touched", sa.Boolean(), nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _by("import_undos"),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_runs.id"],
            name=op.f("fk_import_undos_run_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_undos")),
        sa.UniqueConstraint("run_id", name=op.f("uq_import_undos_run_id")),
    )
    for table in _TABLES:
        _allow(table, (*_TOLD, *_NEW))


def _make_uploads() -> None:
    states = ", ".join(f"'{state}'" for state in _STATES)
    op.create_table(
        "import_uploads",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("files", "refused", "said", "problems")
        ),
        *(sa.Column(name, sa.JSON(), nullable=True) for name in ("preview", "result")),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("is_to_be_told", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"state IN ({states})", name=op.f("ck_import_uploads_state")),
        _by("import_uploads"),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_runs.id"],
            name=op.f("fk_import_uploads_run_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_uploads")),
        sqlite_autoincrement=True,
    )
    for column in ("state", "run_id"):
        op.create_index(op.f(f"ix_import_uploads_{column}"), "import_uploads", [column])


def _by(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["by_id"], ["people.id"], name=op.f(f"fk_{table}_by_id"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in _TABLES:
        rows = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(rows).where(rows.c.kind.in_(_NEW)))
        _allow(table, _TOLD)
    for table in ("import_undos", "import_mappings", "import_uploads"):
        op.drop_table(table)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")
