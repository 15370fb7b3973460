"""That the valid plans of one customer never overlap, kept by each database in its own way."""

POSTGRESQL = """
ALTER TABLE plans ADD CONSTRAINT ex_plans_overlap EXCLUDE USING gist (
    int4range(customer_id, customer_id, '[]') WITH &&,
    daterange(starts_on, ends_on) WITH &&
) WHERE (status <> 'closed')
"""

_CLASH = """
BEGIN
    SELECT RAISE(ABORT, 'ex_plans_overlap') WHERE EXISTS (
        SELECT 1 FROM plans
        WHERE customer_id = NEW.customer_id AND id <> NEW.id AND status <> 'closed'
        AND starts_on < NEW.ends_on AND ends_on > NEW.starts_on
    );
END
"""

SQLITE = (
    "CREATE TRIGGER plans_overlap_insert AFTER INSERT ON plans "
    f"WHEN NEW.status <> 'closed' {_CLASH}",
    "CREATE TRIGGER plans_overlap_update "
    "AFTER UPDATE OF customer_id, starts_on, ends_on, status ON plans "
    f"WHEN NEW.status <> 'closed' {_CLASH}",
)
