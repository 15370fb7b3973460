"""Every kind of item that a plan file holds, in an order in which each finds what it refers to."""

from dataclasses import replace
from typing import Final

from planner import models
from planner.planfiles.shapes import ItemValues, Shape, attribute_of, by, shape, table_of

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
PEOPLE_SHAPE: Final = shape("/people", "person", models.Person, called="name")

CONTACTS: Final = shape(
    "/contacts",
    "contact",
    models.Contact,
    called="name",
    owner=CUSTOMER_COLUMN,
    alike=KEYED,
    lists={"known_by": models.Acquaintance},
)
POTENTIALS: Final = shape(
    "/potentials",
    "potential",
    models.Potential,
    called="field",
    owner=CUSTOMER_COLUMN,
    alike=(repr, by("field")),
)
CONTRACTS: Final = shape(
    "/contracts", "contract", models.Contract, called="title", owner=CUSTOMER_COLUMN, alike=KEYED
)
MEMBERS: Final = shape(
    "/plan/members",
    "member",
    models.Member,
    called="person",
    owner=_PLAN,
    alike=(repr, _time_on_plan, by("person", "joined_on"), by("person")),
)
COMMITMENTS: Final = shape(
    "/plan/goals/commitments",
    "commitment",
    models.Commitment,
    called="person",
    owner="goal_id",
    alike=(by("person"),),
)
GOALS: Final = shape(
    "/plan/goals",
    "goal",
    models.Goal,
    called="title",
    owner=_PLAN,
    alike=KEYED,
    children=(COMMITMENTS,),
)
_DEALS: Final = shape("/plan/deals", "deal", models.Deal, called="title", owner=_PLAN, alike=KEYED)
ACTIVITIES: Final = shape(
    "/plan/activities",
    "activity",
    models.Activity,
    called="title",
    owner=_PLAN,
    alike=KEYED,
    lists={"participants": models.Participation},
)
REQUESTS: Final = shape(
    "/plan/requests",
    "request",
    models.Request,
    called="person",
    owner=_PLAN,
    alike=(repr, by("person", "kind", "activity", "on")),
)
ENTRIES: Final = shape(
    "/plan/conversations/entries",
    "entry",
    models.Entry,
    owner="conversation_id",
    alike=(repr, by("on", "author", "channel")),
    lists={"participants": models.EntryParticipation, "contacts": models.EntryContact},
)
CONVERSATIONS: Final = shape(
    "/plan/conversations",
    "conversation",
    models.Conversation,
    called="topic",
    owner=_PLAN,
    alike=KEYED,
    children=(ENTRIES,),
)
IDEAS: Final = shape("/plan/ideas", "idea", models.Idea, called="title", owner=_PLAN, alike=KEYED)
REVIEWS: Final = shape(
    "/plan/reviews",
    "review",
    models.Review,
    called="by",
    owner=_PLAN,
    alike=(repr, by("on", "by")),
    lists={"attendees": models.Attendance, "decisions": models.Decision},
)
QUESTIONS: Final = shape(
    "/plan/questions", "question", models.Question, called="text", owner=_PLAN, alike=KEYED
)
BUSINESS_CASES: Final = shape(
    "/plan/business_cases",
    "business_case",
    models.BusinessCase,
    called="title",
    owner=_PLAN,
    alike=KEYED,
    lists={"flows": models.Flow},
)
SPONSOR_REQUESTS: Final = shape(
    "/plan/sponsor_requests",
    "sponsor_request",
    models.SponsorRequest,
    called="key",
    owner=_PLAN,
    alike=KEYED,
)

SHAPES_OF_CUSTOMER: Final = (CONTACTS, POTENTIALS, CONTRACTS)
SHAPES_OF_PLAN: Final = (
    MEMBERS,
    GOALS,
    _DEALS,
    ACTIVITIES,
    REQUESTS,
    CONVERSATIONS,
    IDEAS,
    REVIEWS,
    QUESTIONS,
    BUSINESS_CASES,
    SPONSOR_REQUESTS,
)


def _customer_shape() -> Shape:
    """A customer's owner is no part of the file, but follows from it."""
    found = shape("/customer", "customer", models.Customer, called="name")
    owner = attribute_of(found.table.c.owner_id, in_file=False)
    return replace(found, attributes=(*found.attributes, owner), children=SHAPES_OF_CUSTOMER)


CUSTOMERS: Final = _customer_shape()
PLANS: Final = shape("/plan", "plan", models.Plan, owner=CUSTOMER_COLUMN, children=SHAPES_OF_PLAN)

NESTED: Final = tuple((child, each) for each in SHAPES_OF_PLAN for child in each.children)
LISTED_SHAPES: Final = (*SHAPES_OF_CUSTOMER, *SHAPES_OF_PLAN, *(child for child, _ in NESTED))
