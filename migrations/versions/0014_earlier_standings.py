"""What people were before, as far as the history tells; else so from the beginning."""

import datetime
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ROLES = (
    *("generalist", "business_developer", "customer_developer", "inside_account_manager"),
    *("specialist", "value_specialist", "executive_sponsor", "team_lead"),
)


def upgrade() -> None:
    role = sa.Enum(*_ROLES, name="role", native_enum=False, create_constraint=True, length=32)
    earlier = op.create_table(
        "earlier_standings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("role", role, nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_earlier_standings_field_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_earlier_standings_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_standings")),
        sa.UniqueConstraint(
            "person_id", "until", name=op.f("uq_earlier_standings_person_id_until")
        ),
    )
    op.bulk_insert(earlier, _from_the_history())


def downgrade() -> None:
    op.drop_table("earlier_standings")


def _from_the_history() -> list[dict[str, Any]]:
    """The events of people from the last to the first, each taking back what it changed."""
    connection = op.get_bind()
    people = sa.text("SELECT id, role, field_id, unit FROM people")
    now = {row.id: dict(row._mapping) for row in connection.execute(people)}
    fields = set(connection.scalars(sa.text("SELECT id FROM fields")))
    events = sa.text(
        "SELECT subject_id, at, changes FROM events"
        " WHERE type = 'person.updated' AND subject = 'people' ORDER BY id DESC"
    )
    found: dict[tuple[int, datetime.date], dict[str, Any]] = {}
    for event in connection.execute(events):
        changes = event.changes if isinstance(event.changes, dict) else json.loads(event.changes)
        person = now.get(event.subject_id)
        if person is None or not {"role", "field", "unit"} & changes.keys():
            continue
        for name in {"role", "unit"} & changes.keys():
            person[name] = changes[name][0]
        if "field" in changes:
            said = changes["field"][0]
            identity = said.get("id") if isinstance(said, dict) else None
            person["field_id"] = identity if identity in fields else None
        if person["role"] not in _ROLES:
            continue
        until = datetime.date.fromisoformat(str(event.at)[:10])
        kept = {name: person[name] for name in ("role", "field_id", "unit")}
        found[person["id"], until] = {"person_id": person["id"], "until": until, **kept}
    return list(found.values())
