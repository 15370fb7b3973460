"""Which addresses there are below `/api/v1`, and which methods each has."""

from typing import Final

from planner.api.resources import OF_CUSTOMER, OF_PLAN

_OF_CUSTOMER = f"<any({','.join(OF_CUSTOMER)}):resource>"
_OF_PLAN = f"<any({','.join(OF_PLAN)}):resource>"
PLAN: Final = "/customers/<customer>/plans/<starts_on>"

PATHS: Final = {
    "/me": "me",
    "/customers": "customers",
    "/customers/<customer>": "customer",
    f"/customers/<customer>/{_OF_CUSTOMER}": "of_customer",
    f"/customers/<customer>/{_OF_CUSTOMER}/<key>": "one_of_customer",
    "/customers/<customer>/plans": "plans",
    PLAN: "plan",
    f"{PLAN}/{_OF_PLAN}": "of_plan",
    f"{PLAN}/{_OF_PLAN}/<key>": "one_of_plan",
    f"{PLAN}/conversations/<conversation>/entries": "entries",
    f"{PLAN}/conversations/<conversation>/entries/<key>": "entry",
    f"{PLAN}/activities/<key>/claim": "claim",
    f"{PLAN}/activities/<key>/completion": "completion",
    f"{PLAN}/goals/<key>/commitment": "commitment",
    f"{PLAN}/file": "plan_file",
    f"{PLAN}/rating": "rating",
    "/people": "people",
    "/people/<key>": "person",
    "/teams": "teams",
    "/teams/<key>": "team",
    "/fields": "fields",
    "/fields/<key>": "field",
    "/renewals": "renewals",
    "/saved_views": "saved_views",
    "/saved_views/<key>": "saved_view",
    "/events": "events",
    "/leads": "leads",
    "/webhooks": "webhooks",
    "/webhooks/<webhook>": "webhook",
    "/webhooks/<webhook>/deliveries": "webhook_deliveries",
    "/webhooks/<webhook>/deliveries/<delivery>/retry": "webhook_retry",
    "/webhooks/<webhook>/rotation": "webhook_rotation",
}
"""What the address is, by its path."""
VERBS: Final = frozenset({"claim", "completion", "commitment", "webhook_retry", "webhook_rotation"})
"""What people do to an item, whose address is the one before the last part."""
ADMINISTERED: Final = frozenset({"people", "person", "teams", "team", "fields", "field"})
"""What is changed with a token of the scope `admin` alone."""
