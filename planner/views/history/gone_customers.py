"""How a person stood to a customer that was deleted, which decides who may know of it still."""

from planner.access import Permission, Standing, allows, standings, standings_to_owned
from planner.models import Event, Person
from planner.queries.history import gone_customers


def standings_then(person: Person, deletion: Event) -> frozenset[Standing]:
    """As owner, member or lead of the owner's team of today."""
    is_member = person.id in gone_customers.members_then(deletion)
    return standings_to_owned(person, gone_customers.owner_then(deletion), is_member=is_member)


def sight_then(deletion: Event) -> Permission:
    """What it took to know of it."""
    return Permission.SEE_PLAN if gone_customers.had_plans(deletion) else Permission.SEE_CUSTOMER


def is_seen(person: Person, deletion: Event) -> bool:
    """Whether the person could see the customer, and so may know that it is gone."""
    return allows(sight_then(deletion), standings_then(person, deletion))


def may_return(person: Person, deletion: Event) -> bool:
    """Whether the person may bring it back; if it was merged, also out of the one that stays."""
    stays = gone_customers.merged_into(deletion)
    there = [standings_then(person, deletion), *([standings(person, stays, None)] if stays else [])]
    return all(allows(Permission.CLEAR_UP_CUSTOMERS, each) for each in there)
