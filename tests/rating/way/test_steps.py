"""What each step of the way does to a plan, and who does it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from planner.rating import DEFAULTS, Facts, PotentialFact
from planner.rating.situation import situation_on
from planner.rating.way import StepKind, WayStep, facts_after
from planner.rating.way.table import PossibleSteps
from tests.rating.building import TODAY, Story
from tests.rating.plans import two_joint_visits


def steps_of(kind: StepKind, story: Story) -> list[WayStep]:
    """The steps of that kind that can be taken on the plan, in their order."""
    plan = situation_on(TODAY, story.facts(), DEFAULTS)
    return [step for step in PossibleSteps(plan).possible((), plan) if step.kind is kind]


def said(kind: StepKind, story: Story) -> list[tuple[str | None, str | None]]:
    """The item and the side of each of these steps."""
    return [(step.item, step.side) for step in steps_of(kind, story)]


def taken(step: WayStep, story: Story) -> Facts:
    return facts_after(story.facts(), (step,), TODAY)


def both_sides() -> Story:
    return Story().member("jo")


def test_who_waits_to_join_is_invited_before_who_was_turned_down() -> None:
    story = Story().potential("Payments").request("vera", "join", 30, "declined", 20)
    story.request("jo", "join", 10)
    (invitation,) = steps_of(StepKind.INVITE, story)
    assert (invitation.item, invitation.side) == ("member:jo", "specialist")
    joined = taken(invitation, story).members[-1]
    assert (joined.person, joined.joined_on, joined.via) == ("jo", TODAY, "invitation")


def test_without_a_request_somebody_of_the_field_with_most_potential_is_invited() -> None:
    story = Story().potential("Leasing", 100).potential("Payments", 200).potential("Funds", 50)
    assert said(StepKind.INVITE, story) == [("member:mira", "specialist")]
    assert said(StepKind.INVITE, story.member("mira")) == [("member:jo", "specialist")]


def test_where_nobody_is_known_for_the_field_a_stand_in_is_invited() -> None:
    story = Story().potential("Funds")
    (invitation,) = steps_of(StepKind.INVITE, story)
    assert invitation.item == "member:somebody"
    assert taken(invitation, story).people[-1].role == "specialist"


def test_a_potential_is_screened_with_what_was_last_known() -> None:
    story = Story().potential("Leasing", 100, screened=400, status="qualified")
    (screening,) = [one for one in steps_of(StepKind.SCREEN, story) if one.item]
    assert screening.item == "potential:Business cases"
    (_, screened) = taken(screening, story).potentials
    assert screened == PotentialFact("Business cases", Decimal(0), TODAY)
    known = Story().potential("Art", 100, screened=400, status="qualified")
    (screening,) = steps_of(StepKind.SCREEN, known)
    assert taken(screening, known).potentials == (
        PotentialFact("Art", Decimal(100), TODAY, "qualified"),
    )


def test_a_visit_is_written_up_by_a_generalist_who_was_there() -> None:
    story = both_sides().member("tom").visit("v", 20, "jo", "tom").visit("w", 20, "anna")
    story.visit("x", 20, "jo").entry(9, "anna", activity="w")
    (writing,) = steps_of(StepKind.WRITE_UP, story)
    assert (writing.item, writing.people) == ("activity:v", ("tom",))
    entry = taken(writing, story).conversations[0].entries[-1]
    assert (entry.on, entry.author, entry.activity) == (TODAY, "tom", "v")
    assert entry.names_next_step


def test_an_entry_is_written_where_the_latest_word_was_said() -> None:
    story = both_sides().entry(20, "jo", talk="c1").entry(10, "jo", talk="c2", state="offer")
    (writing,) = steps_of(StepKind.WRITE_ENTRY, story)
    assert (writing.item, writing.side) == ("conversation:c2", "generalist")
    entry = taken(writing, story).conversations[1].entries[-1]
    assert (entry.on, entry.author, entry.state) == (TODAY, "anna", "offer")


def test_where_nothing_was_said_a_conversation_begins() -> None:
    (writing,) = steps_of(StepKind.WRITE_ENTRY, both_sides())
    assert writing.item is None
    assert [len(talk.entries) for talk in taken(writing, both_sides()).conversations] == [1]


def test_a_generalist_who_was_at_an_unwritten_visit_of_these_days_can_write_too() -> None:
    story = both_sides().member("tom").visit("v", 2, "tom")
    authors = [step.people for step in steps_of(StepKind.WRITE_ENTRY, story)]
    assert authors == [("anna",), ("tom",)]


@pytest.mark.parametrize(
    ("side", "leader", "companion"), [("generalist", "anna", "jo"), ("specialist", "jo", "anna")]
)
def test_both_sides_meet_the_customer_today(side: str, leader: str, companion: str) -> None:
    (meeting,) = [one for one in steps_of(StepKind.MEET, both_sides()) if one.side == side]
    facts = taken(meeting, both_sides())
    (visit,) = facts.activities
    (entry,) = facts.conversations[0].entries
    assert (visit.assignee, visit.participants, visit.done_on) == (leader, (companion,), TODAY)
    assert (visit.kind, visit.customer_facing) == ("visit", True)
    assert (entry.author, entry.participants, entry.activity) == (leader, (companion,), visit.key)
    assert entry.names_next_step


def test_an_open_activity_is_claimed_by_the_specialist_side() -> None:
    story = both_sides().activity("a", 20).activity("b", 20, assignee="anna")
    (claiming,) = steps_of(StepKind.CLAIM, story)
    claimed = taken(claiming, story).activities[0]
    assert claiming.item == "activity:a"
    assert (claimed.status, claimed.assignee, claimed.claimed_on) == ("planned", "jo", TODAY)


def test_a_goal_is_agreed_on_by_both_sides() -> None:
    (agreeing,) = steps_of(StepKind.AGREE_GOAL, both_sides())
    (goal,) = taken(agreeing, both_sides()).goals
    assert (goal.status, goal.origin, goal.target) == ("active", "joint", None)
    made = [(one.person, one.on, one.target) for one in goal.commitments]
    assert made == [("anna", TODAY, None), ("jo", TODAY, None)]


def test_the_sides_that_are_missing_sign_a_live_goal() -> None:
    story = both_sides().goal("g1", ("anna", 9)).goal("g2").goal("g3", status="dropped")
    expected = [("goal:g1", "specialist"), ("goal:g2", "generalist"), ("goal:g2", "specialist")]
    assert said(StepKind.SIGN, story) == expected
    first = taken(steps_of(StepKind.SIGN, story)[0], story)
    assert [one.person for one in first.goals[0].commitments] == ["anna", "jo"]


def test_commitments_to_other_targets_are_given_again_to_the_goals() -> None:
    story = both_sides().goal("g1", ("anna", 9), ("jo", 8, 150), target=100)
    story.goal("g2", ("anna", 9, 40), ("jo", 8), target=40)
    (aligning,) = steps_of(StepKind.ALIGN, story)
    made = taken(aligning, story).goals[0].commitments
    assert [(one.person, one.on, one.target) for one in made] == [
        ("anna", TODAY, None),
        ("jo", TODAY, None),
    ]


def test_the_specialist_side_proposes_an_idea() -> None:
    (proposing,) = steps_of(StepKind.PROPOSE, both_sides())
    (idea,) = taken(proposing, both_sides()).ideas
    assert (idea.proposed_by, idea.on, idea.status) == ("jo", TODAY, "proposed")


def test_activities_pass_to_the_side_that_does_not_have_them() -> None:
    story = both_sides().activity("a", 20).activity("b", 20, assignee="anna")
    story.visit("c", 9, "anna").activity("d", 20, "jo", assignee="jo")
    expected = [("activity:a", "generalist"), ("activity:b", "specialist")]
    assert said(StepKind.ASSIGN, story) == [*expected, ("activity:d", "generalist")]
    passed = taken(steps_of(StepKind.ASSIGN, story)[1], story).activities[1]
    assert (passed.assignee, passed.claimed_on, passed.status) == ("jo", TODAY, "planned")


def test_where_no_activity_can_pass_a_new_one_is_planned() -> None:
    story = both_sides().activity("b", 20, assignee="anna")
    assert said(StepKind.ASSIGN, story) == [
        ("activity:b", "specialist"),
        (None, "generalist"),
    ]
    planned = taken(steps_of(StepKind.ASSIGN, story)[1], story).activities[-1]
    assert (planned.status, planned.assignee, planned.created_on) == ("planned", "anna", TODAY)


def test_joint_contacts_get_a_next_step_or_are_written_up() -> None:
    story = both_sides().entry(20, "anna", "jo", next_step=" ").entry(20, "anna", next_step=None)
    story.visit("v", 20, "jo", "anna")
    found = steps_of(StepKind.NEXT_STEP, story)
    assert [step.item for step in found] == ["activity:v", "entry:c1/0"]
    assert taken(found[1], story).conversations[0].entries[0].names_next_step
    assert taken(found[0], story).conversations[0].entries[-1].activity == "v"


def test_what_is_planned_and_overdue_is_done() -> None:
    story = both_sides().activity("a", 20, assignee="anna", due=1)
    story.activity("b", 20, assignee="anna", due=0).activity("c", 20, due=5)
    (keeping,) = steps_of(StepKind.KEEP, story)
    kept = taken(keeping, story).activities[0]
    assert (keeping.item, kept.status, kept.done_on) == ("activity:a", "done", TODAY)


def test_both_sides_review_the_plan() -> None:
    (reviewing,) = steps_of(StepKind.REVIEW, both_sides())
    (review,) = taken(reviewing, both_sides()).reviews
    assert (review.on, review.people) == (TODAY, frozenset({"anna", "jo"}))


def test_without_a_specialist_nothing_joint_can_be_done_before_the_invitation() -> None:
    story = Story().potential().activity("a", 20)
    plan = situation_on(TODAY, story.facts(), DEFAULTS)
    steps = PossibleSteps(plan)
    first = {step.kind for step in steps.possible((), plan)}
    (invitation,) = steps_of(StepKind.INVITE, story)
    then = {step.kind for step in steps.possible((invitation,), plan)}
    joint = {StepKind.MEET, StepKind.CLAIM, StepKind.AGREE_GOAL, StepKind.PROPOSE, StepKind.REVIEW}
    assert first.isdisjoint(joint)
    assert then >= joint
    assert StepKind.INVITE not in then


def test_a_step_of_somebody_who_is_no_member_is_not_taken() -> None:
    story = both_sides()
    (proposing,) = steps_of(StepKind.PROPOSE, story)
    gone = replace(story.facts(), members=story.facts().members[:1])
    assert facts_after(gone, (proposing,), TODAY).ideas == ()


def test_nothing_is_done_on_another_day_than_the_one_asked_for() -> None:
    """What lies after the day has not happened, so that it can still be done on it."""
    story = both_sides().activity("a", 20, assignee="jo", claimed=3, done=2)
    day = TODAY - timedelta(days=5)
    plan = situation_on(day, story.facts(), DEFAULTS)
    (claiming,) = [s for s in PossibleSteps(plan).possible((), plan) if s.kind is StepKind.CLAIM]
    claimed = facts_after(story.facts(), (claiming,), day).activities[0]
    assert (claimed.claimed_on, claimed.done_on, claimed.status) == (day, None, "planned")


def test_two_joint_visits_have_nothing_to_write_up() -> None:
    assert steps_of(StepKind.WRITE_UP, two_joint_visits()) == []
