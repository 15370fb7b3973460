"""The handovers of all customers that somebody may see."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, select

from planner import clock
from planner.access import visible_customers
from planner.database import rows
from planner.handovers.queries.handover_cards import HandoverCard, cards_of_customers
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Contract, Customer, Person
from planner.queries.after_signature import contract_rows
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.maturity import organisation
from planner.queries.plan import plans
from planner.queries.web.paging import ListPage, page_of_list

HANDOVER_PAGE = 30


@dataclass(frozen=True, slots=True)
class HandoverFilter:
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class ListedHandover:
    customer: str
    card: HandoverCard

    @property
    def sorted_by(self) -> tuple[bool, bool, int, int]:
        """What goes on first, of that what lacks something, then the longest signed."""
        card = self.card
        return card.is_over, not card.found.codes, card.row.signed_on.toordinal(), card.id


def handover_list(reader: Person, wanted: HandoverFilter) -> ListPage[ListedHandover]:
    """Those that are due, and those that were done as long as the signature is young."""
    numbers = organisation.signature_thresholds()
    names = _customers(reader, clock.today() - datetime.timedelta(days=numbers.watch_days))
    readable = plans.readable(reader, list(names)) if names else {}
    found = [
        ListedHandover(names[card.row.customer_id], card)
        for card in cards_of_customers(_contracts(list(readable)), readable, reader)
        if card.is_due and (card.days <= numbers.hole_days or not card.is_over)
    ]
    found.sort(key=lambda each: each.sorted_by)
    return page_of_list(found, lambda each: each.sorted_by, wanted.page, HANDOVER_PAGE)


def _customers(reader: Person, since: datetime.date) -> dict[int, str]:
    """The names of the customers that have signed something since."""
    signed = select(Contract.customer_id).where(Contract.signed_on >= since)
    which = and_(visible_customers(reader), Customer.id.in_(signed))
    return dict(rows(select(Customer.id, Customer.name).where(which)))


def _contracts(customers: list[int]) -> dict[int, list[ContractRow]]:
    """Also the older ones: a contract that renews one of them needs no handover."""
    found: dict[int, list[ContractRow]] = defaultdict(list)
    for row in contract_rows.contracts_of_customers(customers) if customers else ():
        found[row.customer_id].append(row)
    return found
