"""People, teams, fields and playbooks have their folded names stored, as customers have."""

import sqlalchemy as sa
from alembic import op

from planner.models.mixins import FOLDED, FOLDED_LENGTH, folded

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_NEW = ("people", "teams", "fields", "playbooks")


def upgrade() -> None:
    for table in _NEW:
        op.add_column(table, sa.Column("name_folded", FOLDED, nullable=False, server_default=""))
    _collate_customers("C")
    for table in (*_NEW, "customers"):
        _fill(sa.table(table, sa.column("id"), sa.column("name"), sa.column("name_folded")))


def downgrade() -> None:
    _collate_customers("default")
    for table in reversed(_NEW):
        op.drop_column(table, "name_folded")


def _collate_customers(collation: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        kind = f'VARCHAR({FOLDED_LENGTH}) COLLATE "{collation}"'
        op.execute(f"ALTER TABLE customers ALTER COLUMN name_folded TYPE {kind}")


def _fill(table: sa.TableClause) -> None:
    """As names are folded today: whoever changes that has to fill the columns again."""
    connection = op.get_bind()
    found = connection.execute(sa.select(table.c.id, table.c.name)).all()
    written = sa.update(table).where(table.c.id == sa.bindparam("of"))
    rows = [{"of": identity, "name_folded": folded(name)} for identity, name in found]
    if rows:
        connection.execute(written, rows)
