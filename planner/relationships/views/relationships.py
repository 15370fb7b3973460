"""Who knows whom at the customer, as a list and as a picture."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from planner.relationships.queries import relationships
from planner.relationships.queries.relationship_words import RELATIONSHIP_CODES
from planner.views.web import Permission, find_plan, me

bp = Blueprint("relationships", __name__)
ROW = 44
"""How many units of the picture a person takes."""


@dataclass(frozen=True, slots=True)
class RelationshipThread:
    """A line of the picture, from the height of one of ours to that of a contact."""

    ours: int
    theirs: int


@bp.get("/plans/<int:plan_id>/relationships")
def show(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = relationships.relationships_of_plan(plan, me())
    return render_template(
        "relationships/show.html",
        plan=plan,
        customer=plan.customer,
        found=found,
        words=RELATIONSHIP_CODES,
        threads=_threads(found),
        row=ROW,
        height=ROW * max(len(found.ours), len(found.rows), 1),
    )


def _threads(found: relationships.Relationships) -> list[RelationshipThread]:
    ours = {one.key: _middle(number) for number, one in enumerate(found.ours)}
    return [
        RelationshipThread(ours[one.key], _middle(number))
        for number, row in enumerate(found.rows)
        for one in row.known_by
    ]


def _middle(number: int) -> int:
    return number * ROW + ROW // 2
