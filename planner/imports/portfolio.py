"""What the deals of an export say about its customers: who keeps one, and how far it has come."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from planner import clock
from planner.imports.records import CustomerRecord, DealRecord, Records
from planner.imports.scratch import Groups, Known
from planner.models.kinds import DealStatus, Stage


class DealOfCustomer(NamedTuple):
    """What a deal says about its customer."""

    status: DealStatus
    seller_key: str | None
    currency: str | None


class Portfolio:
    """The deals by customer, looked through once."""

    def __init__(self, records: Records) -> None:
        self._names = {person.key: person.name for person in records.people}
        self._deals: Groups[DealOfCustomer] = Groups(records.scratch)
        self.days_to_sign: Counter[int] = Counter()
        """How often a deal took so many days from the first talk to the signature."""
        for deal in records.deals:
            self._look_at(deal)
        self._has_signed: Known[bool] = Known(records.scratch)
        for contract in records.contracts:
            if contract.ends_on is None or contract.ends_on >= clock.today():
                self._has_signed[contract.customer_key] = True

    def _look_at(self, deal: DealRecord) -> None:
        if deal.customer_key is not None:
            said = DealOfCustomer(deal.status, deal.seller_key, deal.currency)
            self._deals.add(deal.customer_key, said)
        if deal.status is DealStatus.WON and deal.started_on and deal.decided_on:
            self.days_to_sign[(deal.decided_on - deal.started_on).days] += 1

    def deals_of(self, customer: CustomerRecord) -> Sequence[DealOfCustomer]:
        """The customer's deals in the order of the export."""
        return self._deals.of(customer.key)

    def owner_of(self, customer: CustomerRecord) -> str | None:
        """Whom the foreign program names, else the first of the sellers; None without any."""
        return customer.owner_key or next(iter(self.sellers_of(customer)), None)

    def sellers_of(self, customer: CustomerRecord) -> list[str]:
        """Everybody with deals there: by most open ones, then by most of any kind, then by name."""
        open_deals: dict[str, int] = defaultdict(int)
        all_deals: dict[str, int] = defaultdict(int)
        for deal in self.deals_of(customer):
            if deal.seller_key is not None:
                all_deals[deal.seller_key] += 1
                open_deals[deal.seller_key] += deal.status is DealStatus.PLANNED

        def rank(key: str) -> tuple[int, int, str, str]:
            return -open_deals[key], -all_deals[key], self._names.get(key, ""), key

        return sorted(all_deals, key=rank)

    def currency_of(self, customer: CustomerRecord) -> str | None:
        """That of the customer's deals, if it is one."""
        found = {deal.currency for deal in self.deals_of(customer)} - {None}
        return found.pop() if len(found) == 1 else None

    def stage_of(self, customer: CustomerRecord) -> Stage:
        """What the foreign program says, else customer once a deal is won or a contract runs,
        prospect with any deal open, suspect otherwise."""
        if customer.stage is not None:
            return customer.stage
        statuses = {deal.status for deal in self.deals_of(customer)}
        if DealStatus.WON in statuses or customer.key in self._has_signed:
            return Stage.CUSTOMER
        return Stage.PROSPECT if DealStatus.PLANNED in statuses else Stage.SUSPECT
