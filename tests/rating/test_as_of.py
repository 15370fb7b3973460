"""Plans as they stood at the end of the tenth day before, with nothing of the ten days since."""

from datetime import timedelta
from typing import Any

from planner.rating.as_of import as_they_stood
from planner.rating.facts import ActivityFact, Facts
from planner.rating.situation import situation_on
from planner.rating.thresholds import DEFAULTS
from tests.rating.building import TODAY, Story, evidence, holds

DAY = TODAY - timedelta(days=10)


def then(story: Story) -> Facts:
    return as_they_stood(story.facts(), DAY)


def activity_then(**words: Any) -> ActivityFact:
    return then(Story().activity("a1", 50, **words)).activities[0]


def test_what_was_there_at_the_end_of_the_day_stays_untouched() -> None:
    story = Story(activated=10).member("jo", joined=10, agreed=10).potential(screened=10)
    story.member("mira", joined=20, left=10).request("jo", "claim", 10, "declined", 10)
    story.goal("g1", ("anna", 10)).activity("a1", 10).visit("a2", 10, "jo").entry(10, "jo")
    story.activity("a3", 20, assignee="jo", claimed=10, due=-30).review(10, "jo")
    story.idea("i1", "jo", 20, "adopted", "anna", 10)
    assert then(story) == story.facts()


def test_what_came_later_is_not_there() -> None:
    story = Story().member("jo", joined=9).potential(screened=9).request("jo", "claim", 9)
    story.goal("g1", ("anna", 9), ("jo", 10)).activity("a1", 9).review(9, "jo").idea("i1", "jo", 9)
    story.entry(9, "anna").entry(10, "jo").entry(9, "anna")
    facts = then(story)
    left_over = (facts.potentials, facts.requests, facts.activities, facts.reviews, facts.ideas)
    assert not any(left_over)
    assert [member.person for member in facts.members] == ["anna"]
    assert [made.person for made in facts.goals[0].commitments] == ["jo"]
    assert [entry.reference for entry in facts.conversations[0].entries] == ["entry:c1/1"]


def test_a_departure_or_an_agreement_later_has_not_happened() -> None:
    facts = then(Story().member("jo", left=9, agreed=9))
    assert (facts.members[1].left_on, facts.members[1].agreed_on) == (None, None)
    facts = then(Story().member("jo", left=9, agreed=10))
    assert facts.members[1].agreed_on == DAY


def test_a_request_answered_later_is_pending() -> None:
    story = Story().request("jo", "join", 25, "accepted", 9)
    assert then(story).requests[0].status == "pending"
    assert evidence(story, "door_closed", days_ago=10) == ("request:jo",)
    assert not holds(story, "door_closed", days_ago=11)
    assert not holds(story, "door_closed")


def test_an_idea_decided_later_is_presented() -> None:
    for status in ("adopted", "rejected"):
        idea = then(Story().idea("i1", "jo", 20, status, "anna", 9)).ideas[0]
        assert (idea.status, idea.adopted_by, idea.decided_on) == ("presented", None, None)


def test_an_activity_claimed_later_is_open_and_without_assignee() -> None:
    activity = activity_then(assignee="jo", claimed=9, done=5)
    assert (activity.status, activity.assignee) == ("open", None)
    assert (activity.claimed_on, activity.done_on) == (None, None)
    assert activity_then(assignee="jo", claimed=9).status == "open"


def test_an_activity_done_later_is_planned_and_open_without_an_assignee() -> None:
    activity = activity_then(assignee="jo", claimed=10, done=9)
    assert (activity.status, activity.assignee, activity.done_on) == ("planned", "jo", None)
    assert activity_then(assignee="jo", done=9).status == "planned"
    assert activity_then(status="done", done=9).status == "open"


def test_a_cancellation_counts_as_it_is() -> None:
    activity = activity_then(status="cancelled", assignee="jo", claimed=9, done=5)
    assert (activity.status, activity.assignee) == ("cancelled", None)
    assert activity_then(status="cancelled", assignee="jo", done=9).status == "cancelled"


def test_a_due_date_is_no_event_and_stays() -> None:
    assert activity_then(assignee="jo", due=-30, done=9).due_on == TODAY + timedelta(days=30)


def test_an_entry_of_an_activity_that_is_not_there_yet_is_a_contact_by_itself() -> None:
    story = Story().activity("later", 9, assignee="jo", done=9).visit("undone", 9, "jo")
    story.entry(10, "anna", activity="later").entry(10, "anna", activity="undone")
    plan = situation_on(DAY, story.facts(), DEFAULTS)
    assert [sorted(contact.people) for contact in plan.contacts] == [["anna"], ["anna"]]


def test_an_entry_that_comes_later_does_not_refer_to_an_activity_yet() -> None:
    story = Story().visit("a1", 20, "anna").entry(9, "anna", activity="a1")
    plan = situation_on(DAY, story.facts(), DEFAULTS)
    assert [contact.reference for contact in plan.contacts] == ["activity:a1"]
    assert not plan.documentation.covers(plan.facts.activities[0])


def test_the_last_entry_is_the_last_one_up_to_the_day() -> None:
    story = Story().entry(80, "anna").entry(9, "anna", state="won")
    assert holds(story, "conversation_stale", days_ago=10)
    assert not holds(story, "conversation_stale")


def test_a_plan_that_is_activated_later_is_unrated() -> None:
    story = Story(activated=10).potential()
    assert story.rated(days_ago=10).age != "unrated"
    assert story.rated(days_ago=11).age == "unrated"


def test_the_age_of_a_plan_counts_to_the_day() -> None:
    story = Story(activated=25).potential()
    assert holds(story, "no_specialist", days_ago=10)
    assert not holds(story, "no_specialist", days_ago=11)
