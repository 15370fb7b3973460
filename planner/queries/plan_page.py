"""Everything that the page of a plan shows; the number of statements does not grow with it."""

from dataclasses import dataclass, fields
from typing import Any

from planner.models import Person, Plan
from planner.queries import (
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
)
from planner.queries.activities import PlanActivities
from planner.queries.contacts import ContactRow
from planner.queries.conversations import Conversations
from planner.queries.deals import PlanDeals
from planner.queries.goals import GoalCard
from planner.queries.ideas import IdeaCard
from planner.queries.members import MemberRow
from planner.queries.potentials import PotentialRow
from planner.queries.questions import QuestionCard
from planner.queries.requests import RequestRow


@dataclass(frozen=True, slots=True)
class PlanPage:
    members: list[MemberRow]
    requests: list[RequestRow]
    goals: list[GoalCard]
    deals: PlanDeals
    activities: PlanActivities
    conversations: Conversations
    ideas: list[IdeaCard]
    questions: list[QuestionCard]
    potentials: list[PotentialRow]
    contacts: list[ContactRow]

    def parts(self) -> dict[str, Any]:
        """Each part under its name, as the templates of the parts expect it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def of(plan: Plan, reader: Person) -> PlanPage:
    """All parts of a plan's page, a fixed number of statements however long they are."""
    planned = activities.of_plan(plan.id, reader)
    return PlanPage(
        members=members.of_plan(plan.id),
        requests=requests.of_plan(plan.id, reader),
        goals=goals.of_plan(plan.id),
        deals=deals.of_plan(plan.id, planned),
        activities=planned,
        conversations=conversations.of_plan(plan.id),
        ideas=ideas.of_plan(plan.id),
        questions=questions.of_plan(plan.id),
        potentials=potentials.of_customer(plan.customer_id),
        contacts=contacts.of_customer(plan.customer_id),
    )
