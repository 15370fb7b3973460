"""What must hold in a plan file beyond its schema: a table with a row for each kind of item."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_CONTACTS: Final = "/contacts"
PEOPLE: Final = "/people"
_GOALS: Final = "/plan/goals"
_ACTIVITIES: Final = "/plan/activities"
_DEALS: Final = "/plan/deals"
_IDEAS: Final = "/plan/ideas"


class Needed(NamedTuple):
    """`name` must be there when `key` has one of `values`."""

    name: str
    key: str
    values: Set[str]


@dataclass(frozen=True, slots=True)
class PlanFileNoun:
    """The rules for the items at `place`, a pointer with * for every index."""

    place: str
    keyed: bool = False
    refers: Mapping[str, str] = field(default_factory=dict)
    """Names of a key, or of a list of keys, with the list in which the key must stand."""
    order: tuple[str, ...] = ()
    """Names of dates, none of which may lie before the one before it."""
    period: bool = False
    """Whether starts_on must lie before ends_on."""
    needed: Needed | None = None


ANSWERED: Final = frozenset({"accepted", "declined"})
DECIDED: Final = frozenset({"adopted", "rejected"})
STARTED: Final = frozenset({"active", "closed"})
DONE: Final = frozenset({"done"})

PLAN_FILE_NOUNS: Final = (
    PlanFileNoun("/people/*", keyed=True),
    PlanFileNoun("/contacts/*", keyed=True, refers={"reports_to": _CONTACTS, "known_by": PEOPLE}),
    PlanFileNoun(
        "/contracts/*",
        keyed=True,
        refers={"won_by": PEOPLE, "handed_to": PEOPLE},
        period=True,
    ),
    PlanFileNoun("/plan", period=True, needed=Needed("activated_on", "status", STARTED)),
    PlanFileNoun("/plan/members/*", refers={"person": PEOPLE}, order=("joined_on", "left_on")),
    PlanFileNoun(
        "/plan/requests/*",
        refers={"person": PEOPLE, "activity": _ACTIVITIES},
        order=("on", "answered_on"),
        needed=Needed("answered_on", "status", ANSWERED),
    ),
    PlanFileNoun("/plan/goals/*", keyed=True),
    PlanFileNoun("/plan/goals/*/commitments/*", refers={"person": PEOPLE}),
    PlanFileNoun(
        "/plan/activities/*",
        keyed=True,
        refers={
            "goal": _GOALS,
            "created_by": PEOPLE,
            "assignee": PEOPLE,
            "participants": PEOPLE,
            "deal": _DEALS,
        },
        order=("created_on", "claimed_on", "done_on"),
        needed=Needed("done_on", "status", DONE),
    ),
    PlanFileNoun("/plan/conversations/*", keyed=True, refers={"goal": _GOALS}),
    PlanFileNoun(
        "/plan/conversations/*/entries/*",
        refers={
            "author": PEOPLE,
            "participants": PEOPLE,
            "contacts": _CONTACTS,
            "activity": _ACTIVITIES,
        },
    ),
    PlanFileNoun(
        "/plan/ideas/*",
        keyed=True,
        refers={"proposed_by": PEOPLE, "adopted_by": PEOPLE},
        order=("on", "decided_on"),
        needed=Needed("decided_on", "status", DECIDED),
    ),
    PlanFileNoun("/plan/reviews/*", refers={"by": PEOPLE, "attendees": PEOPLE}),
    PlanFileNoun("/plan/deals/*", keyed=True, refers={"goal": _GOALS}),
    PlanFileNoun(
        "/plan/questions/*",
        keyed=True,
        refers={"asked_by": PEOPLE, "activity": _ACTIVITIES},
        order=("on", "answered_on"),
    ),
    PlanFileNoun(
        "/plan/business_cases/*",
        keyed=True,
        refers={"idea": _IDEAS, "goal": _GOALS, "author": PEOPLE},
    ),
    PlanFileNoun(
        "/plan/sponsor_requests/*",
        keyed=True,
        refers={"asked_by": PEOPLE, "sponsor": PEOPLE},
        order=("on", "answered_on"),
    ),
)
