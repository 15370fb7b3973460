"""Every kind of item that a plan file holds, in an order in which each finds what it refers to.

What has a key and a list of its own in the plan follows from the schema and its table; what is
special about a kind stands here.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from planner import models
from planner.actions.history.event_names import model_of
from planner.planfiles.shapes import ItemValues, Shape, attribute_of, by, lists_at, shape, table_of

KEYED: Final = (by("key"),)
CUSTOMER_COLUMN: Final = "customer_id"
_PLAN: Final = "plan_id"


def _time_on_plan(member: ItemValues) -> tuple[str, str | None]:
    """Whoever is on a plan is so once, whatever is said of when that began."""
    return member["person"], member["joined_on"] if member["left_on"] else None


def _field_shape() -> Shape:
    table = table_of(models.Field)
    attributes = (attribute_of(table.c.name),)
    return Shape("field", table.name, table, None, "name", (), attributes, (), (), ())


FIELDS_SHAPE: Final = _field_shape()
PEOPLE_SHAPE: Final = shape("/people", models.Person)

CONTACTS: Final = shape("/contacts", models.Contact, owner=CUSTOMER_COLUMN, alike=KEYED)
POTENTIALS: Final = shape(
    "/potentials", models.Potential, owner=CUSTOMER_COLUMN, alike=(repr, by("field"))
)
_PROMISES: Final = shape("/contracts/promises", models.Promise, owner="contract_id", alike=KEYED)
_HANDOVERS: Final = shape(
    "/contracts/handovers",
    models.Handover,
    owner="contract_id",
    alike=(repr, by("to", "proposed_on"), by("to")),
)
CONTRACTS: Final = shape(
    "/contracts",
    models.Contract,
    owner=CUSTOMER_COLUMN,
    alike=KEYED,
    children=(_PROMISES, _HANDOVERS),
)
STAGE_HISTORY: Final = shape(
    "/customer/stage_history",
    models.StageMove,
    owner=CUSTOMER_COLUMN,
    alike=(repr, by("stage", "on"), by("stage")),
)
MEMBERS: Final = shape(
    "/plan/members",
    models.Member,
    owner=_PLAN,
    alike=(repr, _time_on_plan, by("person", "joined_on"), by("person")),
)
COMMITMENTS: Final = shape(
    "/plan/goals/commitments", models.Commitment, owner="goal_id", alike=(by("person"),)
)
GOALS: Final = shape("/plan/goals", models.Goal, owner=_PLAN, alike=KEYED, children=(COMMITMENTS,))
_DEALS: Final = shape("/plan/deals", models.Deal, owner=_PLAN, alike=KEYED)
ACTIVITIES: Final = shape("/plan/activities", models.Activity, owner=_PLAN, alike=KEYED)
REQUESTS: Final = shape(
    "/plan/requests",
    models.Request,
    owner=_PLAN,
    alike=(repr, by("person", "kind", "activity", "on")),
)
ENTRIES: Final = shape(
    "/plan/conversations/entries",
    models.Entry,
    owner="conversation_id",
    alike=(repr, by("on", "author", "channel")),
)
CONVERSATIONS: Final = shape(
    "/plan/conversations", models.Conversation, owner=_PLAN, alike=KEYED, children=(ENTRIES,)
)
IDEAS: Final = shape("/plan/ideas", models.Idea, owner=_PLAN, alike=KEYED)
_FLOWS: Final = shape(
    "/plan/business_cases/flows",
    models.Flow,
    owner="business_case_id",
    alike=(repr, by("key", "label"), by("label"), by("key")),
)
_SCENARIOS: Final = shape(
    "/plan/business_cases/scenarios", models.Scenario, owner="business_case_id", alike=KEYED
)
_ASSUMPTIONS: Final = shape(
    "/plan/business_cases/assumptions",
    models.Assumption,
    owner="business_case_id",
    alike=(repr, by("text")),
)
_BUSINESS_CASES: Final = shape(
    "/plan/business_cases",
    models.BusinessCase,
    owner=_PLAN,
    alike=KEYED,
    children=(_FLOWS, _SCENARIOS, _ASSUMPTIONS),
)
REVIEWS: Final = shape("/plan/reviews", models.Review, owner=_PLAN, alike=(repr, by("on", "by")))

SHAPES_OF_CUSTOMER: Final = (CONTACTS, POTENTIALS, CONTRACTS)
_NAMED: Final = (
    MEMBERS,
    GOALS,
    _DEALS,
    ACTIVITIES,
    REQUESTS,
    CONVERSATIONS,
    IDEAS,
    REVIEWS,
    _BUSINESS_CASES,
)


def _others() -> Iterator[Shape]:
    """What else a plan lists; each may refer to all of the above, and to what stands before it."""
    named = {each.list for each in _NAMED}
    for name in lists_at("/plan"):
        if name not in named:
            yield shape(f"/plan/{name}", model_of(name), owner=_PLAN, alike=KEYED)


SHAPES_OF_PLAN: Final = (*_NAMED, *_others())


def _customer_shape() -> Shape:
    found = shape("/customer", models.Customer, children=(STAGE_HISTORY,))
    return replace(found, children=(STAGE_HISTORY, *SHAPES_OF_CUSTOMER))


CUSTOMERS: Final = _customer_shape()
PLANS: Final = shape("/plan", models.Plan, owner=CUSTOMER_COLUMN, children=SHAPES_OF_PLAN)

NESTED: Final = tuple(
    (child, each) for each in (*SHAPES_OF_CUSTOMER, *SHAPES_OF_PLAN) for child in each.children
)
_PARENTS: Final = dict(NESTED)
LISTED_SHAPES: Final = (
    STAGE_HISTORY,
    *SHAPES_OF_CUSTOMER,
    *SHAPES_OF_PLAN,
    *(child for child, _ in NESTED),
)


def is_of_customer(shape: Shape) -> bool:
    """Whether its items outlast the plan, by themselves or with what they are a part of."""
    if parent := _PARENTS.get(shape):
        return is_of_customer(parent)
    return shape.owner in (None, CUSTOMER_COLUMN) and shape is not PLANS
