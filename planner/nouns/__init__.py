"""What the program keeps: one card a noun, in the order in which they are told of.

Above models, queries and actions, whose functions the cards name; pages, the history, live updates
undoing and plan files read them. A layer below that must know something of a noun asks its model.
"""

from collections.abc import Collection

from planner.models import EventType
from planner.nouns import customer, goals, involvement, leads, organisation, plan, value, work
from planner.nouns.noun import Noun
from planner.translation import lazy as _

__all__ = ["AS_OF_DAY", "NOUNS", "OF_NAME", "OF_TABLE", "Noun", "happened", "types_of"]

NOUNS: tuple[Noun, ...] = (
    plan.PLAN,
    *goals.OF_GOALS,
    *work.WORKED_ON,
    *value.OF_VALUE,
    *plan.OF_PLAN,
    involvement.INVOLVEMENT,
    *customer.OF_CUSTOMER,
    involvement.INVOLVEMENT_EXCEPTION,
    involvement.INVOLVEMENT_RULE,
    *leads.OF_LEADS,
    *organisation.OF_ORGANISATION,
)
OF_NAME = {noun.name: noun for noun in NOUNS}
AS_OF_DAY = tuple(noun for noun in NOUNS if noun.as_of_day)
"""What a plan as of another day is made of."""
OF_TABLE = {noun.table: noun for noun in NOUNS}

_HAPPENED = {
    **{f"{noun.name}.{verb}": words for noun in NOUNS for verb, words in noun.happened.items()},
    # To whatever two people changed at once.
    EventType.CONFLICT_RESOLVED.value: _("What did not hold of two changes"),
}


def types_of(nouns: Collection[str]) -> list[str]:
    """All types of events of these nouns."""
    return [kind for kind in _HAPPENED if kind.partition(".")[0] in nouns]


def happened(kind: str) -> str:
    """The words for a type of event."""
    return str(_HAPPENED.get(kind, kind))
