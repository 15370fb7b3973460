"""Which resources there are: one for each kind of item of the plan file, under its name there.

What has none is named with the reason, so that a noun that is added later is not forgotten.
"""

from typing import Final

from planner.actions.history.event_names import noun_of
from planner.database import Base
from planner.models import Field, Team, Webhook
from planner.planfiles.items import (
    ACTIVITIES,
    CUSTOMERS,
    ENTRIES,
    MEMBERS,
    PEOPLE_SHAPE,
    PLANS,
    SHAPES_OF_CUSTOMER,
    SHAPES_OF_PLAN,
)
from planner.planfiles.shapes import Attribute, Shape, attribute_of, table_of


def _plain(model: type[Base], columns: tuple[str, ...]) -> Shape:
    table = table_of(model)
    told = tuple(
        Attribute(name.removesuffix("_id"), name, attribute_of(table.c[name]).kind)
        for name in columns
    )
    noun, names = noun_of(table.name), tuple(each.name for each in told)
    return Shape(noun, table.name, table, None, "name", names, told, (), (), ())


OF_CUSTOMER: Final = {shape.list: shape for shape in SHAPES_OF_CUSTOMER}
"""Below `/customers/{customer}`."""
OF_PLAN: Final = {shape.list: shape for shape in SHAPES_OF_PLAN}
"""Below `/customers/{customer}/plans/{starts_on}`."""
SHAPE_OF_TEAMS: Final = _plain(Team, ("name", "region", "department_id"))
SHAPE_OF_FIELDS: Final = _plain(Field, ("name",))
SHAPE_OF_WEBHOOKS: Final = Shape(
    *("webhook", "webhooks", table_of(Webhook), None, "url"),
    *(("url", "types", "state"), (), (), (), ()),
)
PLAIN_SHAPES: Final = (SHAPE_OF_TEAMS, SHAPE_OF_FIELDS)
"""What no plan file holds, and yet is kept here."""
ALL: Final = (CUSTOMERS, PLANS, PEOPLE_SHAPE, *SHAPES_OF_CUSTOMER, *SHAPES_OF_PLAN, ENTRIES)

WITHOUT: Final = {
    "stage_history": "stand in their customer, whose stage is changed",
    "commitments": "stand in their goal, and are given at its address `commitment`",
    "promises": "stand in their contract",
    "handovers": "stand in their contract, and are asked and answered by two people on the page",
    "flows": "stand in their business case",
    "scenarios": "stand in their business case",
    "assumptions": "stand in their business case",
}
"""The lists of the plan file without an address of their own, and why."""

CARDS_WITHOUT: Final = {
    "api_token": "a token must not make others",
    "case_link": "is opened for one customer by a person, on the page",
    "comment": "people talk on the page",
    "content_kit": "has pictures, and is shared on the page",
    "earlier_standing": "follows from a change of a person",
    "erasure": "says of nobody who it was, and is asked for by imports and restores",
    "feed": "is the way of a calendar, which a person makes on the page",
    "follow": "is everybody's own",
    "import_mapping": "is said on the page of an import",
    "import_run": "is what imports did; the command line lists them",
    "import_upload": "is a file that waits to be imported, on the page",
    "involvement": "a rule asks, and who is asked answers on the page",
    "involvement_exception": "a lead gives the reason on the page",
    "involvement_rule": "is looked at in a preview before it holds",
    "lead": "is brought to `leads`, as by the public form, and dealt with on its page",
    "lead_rule": "belongs to the settings of leads",
    "merged_customer": "its key leads to the customer that stays",
    "planning_session": "is what two do at a table",
    "playbook": "is a template of plans",
    "playbook_activity": "stands in its playbook",
    "playbook_goal": "stands in its playbook",
    "playbook_use": "is done on the page, where one chooses from the playbook",
    "postponement": "is everybody's own",
    "rating": "is computed, and read at `rating` below its plan",
    "setting": "belongs to the organisation",
    "symptom_answer": "answers what the page of the rating asks",
    "target": "belongs to a lead's team and no customer",
    "value_request": "is asked and answered by two people on the page",
    "webhook": "has addresses of its own, beside the items of the plan file",
}
"""The cards of nouns without a resource, and why."""

# What an activity says of its plan is not for who sees the activity alone, as on its page.
BESIDE_PLAN: Final = frozenset({"internal_note", "goal", "deal", "contract"})

_HIDDEN: Final = {PLANS: frozenset(child.list for child in PLANS.children)}


def key_of(shape: Shape) -> str:
    """By what its address names an item: its key, a member's person, else its number."""
    if "key" in shape.names:
        return "key"
    if shape is PLANS:
        return "starts_on"
    return "person" if shape is MEMBERS else "id"


def hidden_in(shape: Shape, *, beside_plan: bool = False) -> frozenset[str]:
    """What an item does not say here: a plan's lists have addresses of their own."""
    if shape is ACTIVITIES and beside_plan:
        return BESIDE_PLAN
    return _HIDDEN.get(shape, frozenset())
