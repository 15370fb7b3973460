"""The way of plans whose story is told."""

from dataclasses import replace

from planner.rating import DEFAULTS
from planner.rating.way import NoWay, Way, way_of
from tests.rating.building import TODAY, Story
from tests.rating.plans import modern, two_joint_visits


def way(story: Story) -> Way:
    found = way_of(story.facts(), TODAY)
    assert found is not None
    return found


def in_short(story: Story) -> tuple[str | None, list[tuple[str, str | None]]]:
    """Where the way leads, and the kind and the item of each of its steps."""
    found = way(story)
    return found.to, [(step.kind, step.item) for step in found.steps]


def test_from_my_customers_somebody_joins_and_both_go_there() -> None:
    story = Story().potential().request("jo", "join", 40).visit("a", 20, "anna")
    assert in_short(story.entry(20, "anna", activity="a")) == (
        "iron",
        [("invite", "member:jo"), ("meet", None)],
    )


def test_visits_are_written_up_until_half_of_them_are() -> None:
    story = Story().potential().member("jo").entry(10, "jo")
    for number, done in enumerate((150, 110, 60, 20)):
        story.visit(f"a{number}", done, "anna")
    assert in_short(story) == ("stone", [("write_up", "activity:a0"), ("write_up", "activity:a1")])


def test_diverging_targets_are_aligned() -> None:
    assert in_short(modern(jos_target=150)) == ("modern", [("align", "goal:g1")])


def test_more_than_two_steps_are_found_from_what_holds_the_plan() -> None:
    story = two_joint_visits().goal("g1", ("anna", 20)).goal("g2", ("jo", 20))
    story.activity("a", 9, assignee="jo")
    assert in_short(story) == (
        "modern",
        [("sign", "goal:g1"), ("sign", "goal:g2"), ("propose", None), ("review", None)],
    )


def test_work_of_one_side_is_evened_out_by_as_many_activities_as_it_takes() -> None:
    story = modern()
    for number in range(30):
        story.visit(f"v{number}", 20, "anna", "jo").entry(20, "anna", activity=f"v{number}")
    new = [("assign", None)] * 4
    assert in_short(story) == ("modern", [("meet", None), ("assign", "activity:a4"), *new])


def test_a_forming_plan_is_not_lifted_into_the_iron_age() -> None:
    story = Story(activated=12).potential().member("jo", joined=10)
    story.activity("a", 8, assignee="anna").entry(3, "anna")
    assert in_short(story) == ("modern", [("meet", None), ("agree_goal", None)])


def test_of_two_single_steps_that_lead_as_far_the_table_decides() -> None:
    """Three of five goals are shared with a new one, and with a signature under an old one."""
    story = modern().goal("g3", ("anna", 9)).goal("g4", ("anna", 9))
    assert in_short(story) == ("modern", [("agree_goal", None)])


def test_plans_that_have_nowhere_to_go_have_no_way() -> None:
    assert way_of(modern().facts(), TODAY) is None
    assert way_of(Story().potential(value=0).facts(), TODAY) is None
    assert way_of(Story(status="draft").facts(), TODAY) is None


def test_where_nobody_is_left_to_take_a_step_it_is_said() -> None:
    story = Story().potential().member("jo").visit("v", 40, "jo").visit("w", 40, "anna")
    story.plan["members"][0]["left_on"] = "2026-06-01"
    story.visit("x", 40, "anna")
    found = way(story)
    assert (found.to, found.steps, found.why) == (None, (), NoWay.NOBODY)
    assert found.as_json()["why"]


def test_the_thresholds_of_the_organisation_count() -> None:
    """Whether four in ten are enough is its own decision."""
    story = modern().goal("g3", ("anna", 9)).goal("g4", ("anna", 9))
    lenient = replace(DEFAULTS, goals_not_shared_percent=40)
    assert way_of(story.facts(), TODAY, lenient) is None


def test_a_way_as_json_has_the_keys_of_the_specification() -> None:
    assert way(modern(jos_target=150)).as_json() == {
        "to": "modern",
        "steps": [{"step": "align", "item": "goal:g1", "side": None}],
        "why": None,
    }
