"""The answer of `planner customers show`: stage, wallet, contacts and calls on executives."""

from planner.after_signature.account import Account
from planner.after_signature.relationships import relationship_codes
from planner.after_signature.sponsor_calls import sponsor_requests_as_json
from planner.after_signature.stages import stage_of
from planner.after_signature.wallet import wallet_of


def customer_as_json(account: Account) -> dict[str, object]:
    return {
        "customer": account.facts.customer.key,
        "as_of": account.day.isoformat(),
        "stage": stage_of(account).as_json(),
        "wallet": wallet_of(account).as_json(),
        "contacts": [code.as_json() for code in relationship_codes(account)],
        "sponsor_requests": sponsor_requests_as_json(account),
    }
