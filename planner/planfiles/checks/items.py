"""What single kinds of items must hold, beside what follows from the names in them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise
from typing import Any, Final

from planner.planfiles.checks import business_cases, contracts
from planner.planfiles.checks.broken import Broken, later_before
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.places import objects_at, objects_in
from planner.planfiles.checks.problems import FilePlace, quoted

DEFAULT_STAGE: Final = "customer"


def problems_of_items(document: dict[str, Any]) -> Iterator[Broken]:
    """All that is wrong with customer, contacts, potentials, contracts and business cases."""
    kinds = (
        ("/customer", _stages),
        ("/contacts/*", _acquaintances),
        ("/potentials/*", _shares),
        ("/contracts/*", contracts.problems),
        ("/plan/business_cases/*", business_cases.problems),
    )
    for pointer, check in kinds:
        for place, item in objects_at(document, pointer):
            yield from check(place, item)
    yield from contracts.circles(objects_at(document, "/contracts/*"))


def _stages(place: FilePlace, customer: dict[str, Any]) -> Iterator[Broken]:
    """The history is in order and ends with the stage."""
    history = objects_in(customer.get("stage_history"))
    for (_, before), (index, entry) in pairwise(history):
        yield from later_before((*place, "stage_history", index), "on", before.get("on"), entry)
    if history:
        index, last = history[-1]
        found, expected = last.get("stage"), customer.get("stage", DEFAULT_STAGE)
        if found is not None and found != expected:
            values = {"found": quoted(found), "expected": quoted(expected)}
            at = (*place, "stage_history", index, "stage")
            yield Broken(at, Rule.STAGE_NOT_THE_LAST, values)


def _acquaintances(place: FilePlace, contact: dict[str, Any]) -> Iterator[Broken]:
    known_by, since = contact.get("known_by", []), contact.get("known_since")
    if isinstance(known_by, list) and isinstance(since, dict):
        for person in since:
            if person not in known_by:
                at = (*place, "known_since", person)
                yield Broken(at, Rule.NOT_AMONG_KNOWN_BY, {"found": quoted(person)})


def _shares(place: FilePlace, potential: dict[str, Any]) -> Iterator[Broken]:
    """What competitors have and what we have is at most everything; an absent share is 0."""
    competitors = [item.get("share") for _, item in objects_in(potential.get("competitors"))]
    shares = chain(competitors, [potential.get("share_of_wallet")])
    numbers = [Decimal(str(share)) for share in shares if type(share) in (int, float)]
    if competitors and sum(numbers) > 1:
        yield Broken((*place, "competitors"), Rule.SHARES_TOO_LARGE)
