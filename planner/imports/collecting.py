"""Gives deals without a customer a place where their sellers find them."""

from dataclasses import replace

from planner.actions.keys import Keys
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
    keys = Keys(customer.key for customer in records.customers)
    sources = {person.key: (person.name, person.source.key) for person in records.people}
    collecting: dict[str | None, CustomerRecord] = {}

    def placed(deal: DealRecord) -> DealRecord:
        if deal.customer_key is not None:
            return deal
        seller = deal.seller_key
        if seller not in collecting:
            name, foreign = sources.get(seller or "", ("", ""))
            collecting[seller] = _collecting(records, keys, seller, name, foreign)
        return replace(deal, customer_key=collecting[seller].key)

    deals = tuple(placed(deal) for deal in records.deals)
    return replace(records, deals=deals, customers=records.customers + tuple(collecting.values()))


def _collecting(
    records: Records, keys: Keys, seller: str | None, name: str, foreign: str
) -> CustomerRecord:
    who = name[: LONGEST_LINE - len(_NAME) - 3]
    title = f"{_NAME} ({who})" if who else _NAME
    return CustomerRecord(
        key=keys.make(title),
        name=title,
        source=Source(records.system, f"{_NAME.casefold()}: {foreign}"[:LONGEST_LINE]),
        currency=records.currency,
        owner_key=seller,
        stage=Stage.SUSPECT,
        collecting=True,
    )
