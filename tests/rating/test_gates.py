"""The gates between the ages: what holds, and what is missing to pass."""

from hypothesis import given

from planner.rating import Age, Gate, gates_on
from tests.rating.building import TODAY, Story
from tests.rating.inventing import plans
from tests.rating.plans import modern, two_joint_visits

AGES = ["dinosaur", "neanderthal", "stone", "bronze", "iron", "modern"]


def gates_of(story: Story) -> tuple[Gate, ...]:
    return gates_on(TODAY, story.facts())


def missing(story: Story) -> dict[str, dict[str, tuple[str, ...]]]:
    """By age what is missing there, with the evidence."""
    return {
        gate.age.value: {condition.code: condition.evidence for condition in gate.missing}
        for gate in gates_of(story)
        if not gate.is_open
    }


def test_there_is_a_gate_for_each_age_in_their_order() -> None:
    assert [gate.age for gate in gates_of(modern())] == AGES


def test_a_modern_plan_has_passed_all_gates() -> None:
    assert all(gate.is_open and not gate.missing for gate in gates_of(modern()))


def test_a_gate_names_what_stands_in_the_way_with_its_evidence() -> None:
    story = two_joint_visits()
    assert missing(story)["iron"]["no_ideas"] == ("entry:c1/0", "entry:c1/1")
    dinosaur = Story().potential("Leasing").potential("Payments")
    assert missing(dinosaur)["dinosaur"] == {
        "no_specialist": ("potential:Leasing", "potential:Payments")
    }


def test_a_gate_names_what_holds_there() -> None:
    gate = next(gate for gate in gates_of(Story().potential()) if gate.age == "dinosaur")
    assert [condition.code for condition in gate.holds] == ["door_closed", "potential_unscreened"]


def test_what_decides_nothing_stands_in_no_way() -> None:
    codes = {condition.code for gate in gates_of(modern()) for condition in gate.conditions}
    assert codes.isdisjoint({"field_uncovered", "conversation_stale", "log_one_sided"})
    opened = modern().activity("opening", 30)  # bronze decides only without a joint contact
    assert missing(opened) == {}


def test_iron_is_not_passed_before_there_is_a_joint_contact() -> None:
    story = Story(activated=5).potential().member("jo", joined=5).entry(3, "anna")
    assert missing(story)["iron"] == {"joint_contact": ()}
    assert story.entry(2, "jo", "anna").rated().age == "iron"
    iron = next(gate for gate in gates_of(story) if gate.age == "iron")
    assert iron.holds[0].evidence == ("entry:c1/1",)


def test_modern_needs_a_shared_goal_and_an_activity_for_each_side() -> None:
    story = Story(activated=5).potential().member("jo", joined=5)
    both = ("generalist_activity", "specialist_activity")
    assert missing(story)["modern"] == dict.fromkeys(("shared_goal", *both), ())
    story.goal("g1", ("anna", 4), ("jo", 4))
    assert missing(story)["modern"] == dict.fromkeys(both, ())
    story.activity("a1", 3, assignee="jo")
    assert list(missing(story)["modern"]) == ["generalist_activity"]
    story.activity("a2", 3, assignee="tom")
    assert "modern" not in missing(story)
    met = {condition.code: condition.evidence for condition in gates_of(story)[-1].holds}
    assert met == {
        "shared_goal": ("goal:g1",),
        "generalist_activity": ("activity:a2",),
        "specialist_activity": ("activity:a1",),
    }


def test_a_plan_that_is_not_rated_or_that_misses_nobody_has_no_gates() -> None:
    assert gates_of(Story(status="draft")) == ()
    solo = Story().potential(value=0)
    assert (solo.rated().age, gates_of(solo)) == ("solo", ())


@given(plans())
def test_the_age_is_the_first_gate_that_is_closed(story: Story) -> None:
    rating, its_gates = story.rated(), gates_of(story)
    if not its_gates:
        assert rating.age in ("unrated", "solo")
        return
    closed = [gate for gate in its_gates if not gate.is_open]
    if not closed:
        assert rating.age == "modern"
    elif any(condition.is_symptom for condition in closed[0].missing):
        assert rating.age == closed[0].age
    else:
        assert (rating.age, closed[0].age in (Age.IRON, Age.MODERN)) == ("forming", True)
