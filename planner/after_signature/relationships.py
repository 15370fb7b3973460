"""Who of us knows whom at the customer, and where that hangs on one person."""

from planner.after_signature.account import Account
from planner.after_signature.codes import CodeFound, codes_found
from planner.after_signature.facts import CustomerContactFact
from planner.rating.evidence import Evidence, items_found

ROLES_THAT_MATTER = ("decider", "champion", "buyer")
INFLUENCE_THAT_MATTERS = 4


def relationship_codes(account: Account) -> tuple[CodeFound, ...]:
    """What stands against the relationships, in the order of the specification."""
    counted = [
        (contact, len(knowers(account, contact)))
        for contact in account.facts.contacts
        if _matters(contact)
    ]
    return codes_found(
        (
            ("known_by_nobody", items_found(contact for contact, known in counted if known == 0)),
            ("known_by_one", items_found(contact for contact, known in counted if known == 1)),
            ("single_thread", _single_thread(account)),
        )
    )


def _matters(contact: CustomerContactFact) -> bool:
    influence = contact.influence or 0
    return contact.buying_role in ROLES_THAT_MATTER or influence >= INFLUENCE_THAT_MATTERS


def knowers(account: Account, contact: CustomerContactFact) -> set[str]:
    """Who says so, and who wrote or took part in an entry with that contact, but for the gone."""
    people = {person for person, _since in contact.known_by}
    for talk in account.facts.plan.conversations:
        for entry in talk.entries:
            if contact.key in entry.contacts:
                people |= entry.people
    return {person for person in people if not account.is_gone(person)}


def _single_thread(account: Account) -> Evidence:
    """There is business, and the entries of late name exactly one contact."""
    if not (account.running_contracts or account.planned_deals):
        return None
    named = {
        contact
        for talk in account.facts.plan.conversations
        for entry in talk.entries
        if account.in_last(account.thresholds.thread_days, entry.on)
        for contact in entry.contacts
    }
    return (f"contact:{named.pop()}",) if len(named) == 1 else None
