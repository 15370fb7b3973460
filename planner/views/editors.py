"""Who works on a thing right now."""

from planner.database import Base
from planner.models import Person
from planner.queries import presences
from planner.views.current import plan_found


def who_is_editing(item: Base, *, but: Person) -> list[str]:
    """The names of others who have the form of `item` open on the plan of this request."""
    plan = plan_found()
    if plan is None:
        return []
    form = f"{type(item).__name__.lower()}-form-{getattr(item, 'id', 0)}"
    return presences.editing(plan.id, form, besides=but.id)
