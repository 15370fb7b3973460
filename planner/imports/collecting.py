"""Gives deals without a customer a place where their sellers find them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from planner.imports.cells import LONGEST_LINE
from planner.imports.records import CustomerRecord, DealRecord, Records, Source
from planner.models.kinds import Stage

_NAME = "Without customer"


def with_collecting_customers(records: Records) -> Records:
    """The same records, with every deal at a customer.

    Each seller with deals that have none gets one collecting customer, a suspect of that
    seller's own, `Without customer (Moses Frase)`. There the deals can be seen, worked on and
    given to the right customer, instead of hanging in the air. Its foreign key is made of the
    seller's, so that the next import finds it again.
    """
    without = (deal.seller_key for deal in records.deals if deal.customer_key is None)
    sellers = list(dict.fromkeys(without))
    if not sellers:
        return records
    sources = {person.key: (person.name, person.source.key) for person in records.people}
    collecting = [
        _collecting(records, seller, *sources.get(seller or "", ("", ""))) for seller in sellers
    ]
    return replace(
        records, deals=_Placed(records.deals), customers=_Both(records.customers, collecting)
    )


class _Placed(Collection[DealRecord]):
    """Deals of which none is without a customer."""

    def __init__(self, deals: Collection[DealRecord]) -> None:
        self._deals = deals

    def __len__(self) -> int:
        return len(self._deals)

    def __iter__(self) -> Iterator[DealRecord]:
        return map(_placed, self._deals)

    def __contains__(self, deal: object) -> bool:
        return any(each == deal for each in self)


class _Both(Collection[CustomerRecord]):
    """Those of the export, and the collecting ones."""

    def __init__(self, first: Collection[CustomerRecord], then: Collection[CustomerRecord]) -> None:
        self._first, self._then = first, then

    def __len__(self) -> int:
        return len(self._first) + len(self._then)

    def __iter__(self) -> Iterator[CustomerRecord]:
        return chain(self._first, self._then)

    def __contains__(self, customer: object) -> bool:
        return customer in self._first or customer in self._then


def _placed(deal: DealRecord) -> DealRecord:
    if deal.customer_key is not None:
        return deal
    return replace(deal, customer_key=_key_for(deal.seller_key))


def _key_for(seller: str | None) -> str:
    return f"{_NAME}: {seller or ''}"


def _collecting(records: Records, seller: str | None, name: str, foreign: str) -> CustomerRecord:
    who = name[: LONGEST_LINE - len(_NAME) - 3]
    return CustomerRecord(
        key=_key_for(seller),
        name=f"{_NAME} ({who})" if who else _NAME,
        source=Source(records.system, f"{_NAME.casefold()}: {foreign}"[:LONGEST_LINE]),
        currency=records.currency,
        owner_key=seller,
        stage=Stage.SUSPECT,
        collecting=True,
    )
