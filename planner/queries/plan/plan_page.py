"""Everything that the page of a plan shows; the number of statements does not grow with it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from planner.models import Person, Plan
from planner.queries.plan import (
    activities,
    contacts,
    conversations,
    deals,
    goals,
    ideas,
    members,
    potentials,
    questions,
    requests,
    reviews,
)
from planner.queries.plan.activities import PlanActivities
from planner.queries.plan.contacts import ContactRow
from planner.queries.plan.conversations import Conversations
from planner.queries.plan.deals import PlanDeals
from planner.queries.plan.goals import GoalCard
from planner.queries.plan.ideas import IdeaCard
from planner.queries.plan.members import MemberRow
from planner.queries.plan.potentials import PotentialRow
from planner.queries.plan.questions import QuestionCard
from planner.queries.plan.requests import RequestRow
from planner.queries.plan.reviews import PlanReviews


class PlanPage:
    """The parts of a plan's page as somebody reads them, each read when it is first asked for."""

    def __init__(self, plan: Plan, reader: Person) -> None:
        self._plan = plan
        self._reader = reader

    @cached_property
    def members(self) -> list[MemberRow]:
        return members.of_plan(self._plan.id)

    @cached_property
    def requests(self) -> list[RequestRow]:
        return requests.of_plan(self._plan.id, self._reader)

    @cached_property
    def goals(self) -> list[GoalCard]:
        return goals.of_plan(self._plan.id)

    @cached_property
    def deals(self) -> PlanDeals:
        return deals.of_plan(self._plan.id, self.activities)

    @cached_property
    def activities(self) -> PlanActivities:
        return activities.of_plan(self._plan.id, self._reader)

    @cached_property
    def conversations(self) -> Conversations:
        return conversations.of_plan(self._plan.id)

    @cached_property
    def ideas(self) -> list[IdeaCard]:
        return ideas.of_plan(self._plan.id)

    @cached_property
    def questions(self) -> list[QuestionCard]:
        return questions.of_plan(self._plan.id)

    @cached_property
    def reviews(self) -> PlanReviews:
        return reviews.of_plan(self._plan.id)

    @cached_property
    def potentials(self) -> list[PotentialRow]:
        return potentials.of_customer(self._plan.customer_id, self._plan.id)

    @cached_property
    def contacts(self) -> list[ContactRow]:
        return contacts.of_customer(self._plan.customer_id, self._plan.id)

    def parts(self, names: Iterable[str]) -> dict[str, Any]:
        """These parts under their names, as the templates of the sections expect them."""
        return {name: getattr(self, name) for name in names}
