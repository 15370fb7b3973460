"""Which stage of a customer is evident, and whether its owner fits."""

from collections.abc import Iterator

from planner.after_signature.account import Account
from planner.after_signature.codes import CodeFound, codes_found
from planner.after_signature.handovers import UNDER_WAY, handovers_under
from planner.rating.evidence import Evidence, listing
from planner.rating.value import value

ACTIVE_STATES = ("interest", "analysis", "offer", "decision")
FITS_EVERY_STAGE = ("generalist", "inside_account_manager")
DEVELOPER_OF_NEW = "business_developer"
DEVELOPER_OF_CUSTOMERS = "customer_developer"


@value
class StageFound:
    """The recorded and the evident stage; `days` since the recorded one began, if known."""

    recorded: str
    evident: str
    evidence: tuple[str, ...]
    days: int | None
    owner: str | None
    codes: tuple[CodeFound, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "recorded": self.recorded,
            "evident": self.evident,
            "evidence": list(self.evidence),
            "days": self.days,
            "owner": self.owner,
            "codes": [code.as_json() for code in self.codes],
        }


def stage_of(account: Account) -> StageFound:
    recorded, days = _recorded(account)
    evident, evidence = _evident(account)
    owner = account_owner(account)
    rules = (
        ("no_owner", _no_owner(account, owner)),
        ("owner_wrong", _owner_wrong(account, owner, evident)),
        ("stage_behind", evidence if recorded != evident else None),
    )
    return StageFound(recorded, evident, evidence, days, owner, codes_found(rules))


def _recorded(account: Account) -> tuple[str, int | None]:
    """The last stage of the history with the days since then; else what the customer says."""
    history = account.facts.customer.stage_history
    if not history:
        return account.facts.customer.stage, None
    return history[-1].stage, account.days_since(history[-1].on)


def _evident(account: Account) -> tuple[str, tuple[str, ...]]:
    if account.running_contracts:
        return "customer", listing(account.running_contracts)
    if prospects := tuple(sorted(set(_signs_of_prospect(account)))):
        return "prospect", prospects
    if account.facts.contracts:
        return "former", listing(account.facts.contracts)
    return "suspect", ()


def _signs_of_prospect(account: Account) -> Iterator[str]:
    """Planned deals, and conversations that lead somewhere and have not fallen asleep."""
    yield from (deal.reference for deal in account.planned_deals)
    for talk, last in account.last_entries:
        is_recent = account.days_since(last.on) <= account.thresholds.prospect_days
        if is_recent and last.state in ACTIVE_STATES:
            yield talk.reference


def account_owner(account: Account) -> str | None:
    """The owner, else the first generalist-side member who is there as owner."""
    if account.facts.customer.owner is not None:
        return account.facts.customer.owner
    owners = (member.person for member in account.members if member.via == "owner")
    return next((person for person in owners if account.is_generalist(person)), None)


def _no_owner(account: Account, owner: str | None) -> Evidence:
    if owner is None:
        return ()
    return (f"member:{owner}",) if account.is_gone(owner) else None


def _owner_wrong(account: Account, owner: str | None, evident: str) -> Evidence:
    """The owner's role does not fit the stage; until a contract is handed over, a business
    developer may keep the customer."""
    if owner is None or account.is_gone(owner):
        return None
    role = account.role_of(owner)
    wanted = DEVELOPER_OF_CUSTOMERS if evident == "customer" else DEVELOPER_OF_NEW
    if role in (wanted, *FITS_EVERY_STAGE) or (role == DEVELOPER_OF_NEW and _may_keep(account)):
        return None
    return (f"member:{owner}",)


def _may_keep(account: Account) -> bool:
    return any(handover.state in UNDER_WAY for handover in handovers_under(account))
