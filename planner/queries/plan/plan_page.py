"""What several parts of a plan's page show; the number of statements does not grow with it."""

from functools import cached_property

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


class PlanPage:
    """A plan as somebody reads it, each of its parts when it is first asked for.

    What no other part looks at is read by its card alone.
    """

    def __init__(self, plan: Plan, reader: Person) -> None:
        self.plan = plan
        self.reader = reader

    @cached_property
    def members(self) -> list[MemberRow]:
        return members.members_of_plan(self.plan.id)

    @cached_property
    def requests(self) -> list[RequestRow]:
        return requests.requests_of_plan(self.plan.id, self.reader)

    @cached_property
    def potentials(self) -> list[PotentialRow]:
        return potentials.potentials_of_customer(self.plan.customer_id, self.plan.id)

    @cached_property
    def goals(self) -> list[GoalCard]:
        return goals.goals_of_plan(self.plan.id)

    @cached_property
    def deals(self) -> PlanDeals:
        return deals.deals_of_plan(self.plan.id, self.activities)

    @cached_property
    def activities(self) -> PlanActivities:
        return activities.activities_of_plan(self.plan.id, self.reader)

    @cached_property
    def conversations(self) -> Conversations:
        return conversations.conversations_of_plan(self.plan.id)

    @cached_property
    def reviews(self) -> PlanReviews:
        return reviews.reviews_of_plan(self.plan.id)
