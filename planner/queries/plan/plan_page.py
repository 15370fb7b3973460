"""What several parts of a plan's page show; the number of statements does not grow with it."""

from collections.abc import Callable
from functools import cached_property
from typing import Protocol, TypeVar

from planner.models import Person, Plan
from planner.queries.plan import (
    activities,
    conversations,
    deals,
    goals,
    members,
    potentials,
    requests,
    reviews,
)
from planner.queries.plan.activities import PlanActivities
from planner.queries.plan.conversations import Conversations
from planner.queries.plan.deals import PlanDeals
from planner.queries.plan.goals import GoalCard
from planner.queries.plan.members import MemberRow
from planner.queries.plan.potentials import PotentialRow
from planner.queries.plan.requests import RequestRow
from planner.queries.plan.reviews import PlanReviews

_Part = TypeVar("_Part")


class Keep(Protocol):
    """What the section of a table shows, made now or kept since something of it was changed."""

    def __call__(self, table: str, make: Callable[[], _Part], /) -> _Part: ...


def _each_time(_table: str, make: Callable[[], _Part]) -> _Part:
    return make()


class PlanPage:
    """A plan as somebody reads it, each of its parts when it is first asked for.

    What no other part looks at is read by its card alone.
    """

    def __init__(self, plan: Plan, reader: Person, keep: Keep = _each_time) -> None:
        self.plan = plan
        self.reader = reader
        self._keep = keep

    @cached_property
    def members(self) -> list[MemberRow]:
        return self._keep("members", lambda: members.members_of_plan(self.plan.id))

    @cached_property
    def requests(self) -> list[RequestRow]:
        return self._keep("requests", lambda: requests.requests_of_plan(self.plan.id, self.reader))

    @cached_property
    def potentials(self) -> list[PotentialRow]:
        return self._keep(
            "potentials",
            lambda: potentials.potentials_of_customer(self.plan.customer_id, self.plan.id),
        )

    @cached_property
    def goals(self) -> list[GoalCard]:
        return self._keep("goals", lambda: goals.goals_of_plan(self.plan.id))

    @cached_property
    def deals(self) -> PlanDeals:
        return deals.deals_of_plan(self.plan.id, self.activities)

    @cached_property
    def activities(self) -> PlanActivities:
        return activities.activities_of_plan(self.plan.id, self.reader)

    @cached_property
    def conversations(self) -> Conversations:
        return self._keep(
            "conversations", lambda: conversations.conversations_of_plan(self.plan.id)
        )

    @cached_property
    def reviews(self) -> PlanReviews:
        return self._keep("reviews", lambda: reviews.reviews_of_plan(self.plan.id))
