"""What a talk is about, as far as the address of its form says so."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from planner.models import Activity, Channel, Conversation, Person, Plan
from planner.views.web import Permission, find, find_customer, find_plan

_CHANNELS = {channel.value for channel in Channel}


@dataclass(frozen=True)
class Subject:
    plan: Plan
    conversation: Conversation | None = None
    activity: Activity | None = None

    def known(self, author: Person) -> dict[str, object]:
        """What can be filled into the form already."""
        known: dict[str, object] = {}
        if self.conversation is not None:
            known["conversation_id"] = self.conversation.id
        if self.activity is not None:
            known |= _told_by(self.activity, author)
        return known


def find_subject(asked: MultiDict[str, str]) -> Subject | None:
    """What the address names, for those who work on its plan; None when a customer is missing."""
    if conversation_id := asked.get("conversation", 0, int):
        conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
        return Subject(conversation.plan, conversation=conversation)
    if activity_id := asked.get("activity", 0, int):
        activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
        return Subject(activity.plan, activity=activity)
    if plan_id := asked.get("plan", 0, int):
        return Subject(find_plan(plan_id, Permission.WORK_ON_PLAN))
    if key := asked.get("customer"):
        _customer, plan = find_customer(key, Permission.WORK_ON_PLAN)
        return Subject(plan) if plan else None
    return None


def _told_by(activity: Activity, author: Person) -> dict[str, object]:
    there = [activity.assignee_id, *(person.id for person in activity.participants)]
    known: dict[str, object] = {
        "activity_id": activity.id,
        "field_id": activity.field_id,
        "participant_ids": [person for person in there if person not in (None, author.id)],
    }
    if activity.done_on is not None:
        known["on"] = activity.done_on
    if activity.kind.value in _CHANNELS:
        known["channel"] = Channel(activity.kind.value)
    return known
