import pytest

from tests.rating.building import Story, evidence, holds
from tests.rating.plans import two_joint_visits


def joint() -> Story:
    """Jo was once at the customer with Anna."""
    return Story().member("jo").potential().entry(10, "anna", "jo")


def test_no_ideas_needs_two_joint_contacts_and_names_them() -> None:
    story = joint().entry(10, "anna")
    assert not holds(story, "no_ideas")
    story.visit("a1", 20, "jo", "anna")
    assert evidence(story, "no_ideas") == ("activity:a1", "entry:c1/0")


@pytest.mark.parametrize(
    ("by", "on", "expected"),
    [("jo", 179, False), ("vera", 0, False), ("jo", 180, True), ("anna", 5, True)],
)
def test_an_idea_of_the_specialist_side_counts_in_the_window(
    by: str, on: int, expected: bool
) -> None:
    assert holds(two_joint_visits().idea("i1", by, on, "rejected"), "no_ideas") is expected


@pytest.mark.parametrize(("generalist", "specialist", "expected"), [(4, 1, False), (5, 1, True)])
def test_work_is_one_sided_with_more_than_80_percent_on_either_side(
    generalist: int, specialist: int, expected: bool
) -> None:
    for many, few in (("anna", "jo"), ("vera", "carl")):
        story = joint()
        for number in range(generalist):
            story.activity(f"m{number}", 9, assignee=many, customer=False)
        for number in range(specialist):
            story.activity(f"f{number}", 9, assignee=few, customer=False)
        assert evidence(story, "work_one_sided") == (() if expected else None)


def test_work_one_sided_needs_four_activities_that_belong_and_a_joint_contact() -> None:
    story = joint().activity("a1", 250, assignee="anna").activity("a2", 9, assignee="anna")
    story.activity("a3", 250, assignee="anna", done=179, customer=False)
    story.activity("a4", 9, assignee="lead").activity("a5", 9, status="cancelled", assignee="tom")
    story.activity("a6", 250, assignee="anna", done=180, customer=False).activity("a7", 9)
    assert not holds(story, "work_one_sided")
    story.activity("a8", 9, assignee="tom")
    assert holds(story, "work_one_sided")
    for talk in story.plan["conversations"]:
        talk["entries"].clear()
    assert not holds(story, "work_one_sided")


def silent(*days: int) -> Story:
    """Joint conversations without a next step."""
    story = Story().member("jo").potential()
    for day in days:
        story.entry(day, "anna", "jo", next_step=None)
    return story


@pytest.mark.parametrize(("day", "expected"), [(14, False), (15, True)])
def test_follow_up_missing_asks_about_two_joint_contacts_older_than_14_days(
    day: int, expected: bool
) -> None:
    assert holds(silent(100, day, 5), "follow_up_missing") is expected


def test_follow_up_missing_needs_more_than_half_without() -> None:
    story = silent(100, 90).entry(80, "anna", "jo").entry(70, "anna", "jo")
    assert not holds(story, "follow_up_missing")
    story.entry(60, "anna", "jo", next_step="")
    expected = ("entry:c1/0", "entry:c1/1", "entry:c1/4")
    assert evidence(story, "follow_up_missing") == expected


def test_blanks_name_no_next_step() -> None:
    story = Story().member("jo").entry(50, "anna", "jo", next_step=" \n")
    assert holds(story.entry(60, "anna", "jo", next_step=" "), "follow_up_missing")


@pytest.mark.parametrize(
    ("after", "expected"), [(-1, True), (0, True), (1, False), (14, False), (15, True)]
)
def test_an_activity_created_in_the_14_days_after_a_contact_follows_it_up(
    after: int, expected: bool
) -> None:
    story = silent(100, 50)
    for by in ("anna", "jo"):
        added = story.activity(f"by-{by}", 50 - after, by, "cancelled", customer=False)
        assert holds(added, "follow_up_missing") is expected


def test_an_activity_by_somebody_who_was_not_there_is_no_follow_up() -> None:
    assert holds(silent(100, 50).activity("a1", 45, "tom"), "follow_up_missing")


def test_those_of_the_activity_that_an_entry_refers_to_were_there() -> None:
    story = silent(100).visit("a1", 50, "anna", "tom")
    story.entry(50, "anna", "jo", next_step=None, activity="a1")
    assert holds(story, "follow_up_missing")
    assert not holds(story.activity("a2", 45, "tom"), "follow_up_missing")


def test_a_contact_without_entry_names_no_next_step() -> None:
    story = Story().member("jo").visit("a1", 100, "anna", "jo").visit("a2", 50, "jo", "anna")
    assert evidence(story, "follow_up_missing") == ("activity:a1", "activity:a2")


def late(story: Story, *assignees: str, due: int = 15) -> Story:
    for number, assignee in enumerate(assignees):
        story.activity(f"{assignee}{number}", 60, assignee=assignee, due=due, customer=False)
    return story


@pytest.mark.parametrize(("due", "expected"), [(14, False), (15, True)])
def test_promises_are_overdue_after_more_than_14_days(due: int, expected: bool) -> None:
    assert holds(late(joint(), "anna", "tom", due=due), "promises_overdue") is expected


def test_promises_overdue_names_those_of_the_sides_that_have_two() -> None:
    story = late(joint(), "anna", "jo")
    assert not holds(story, "promises_overdue")
    late(story, "lead", "lead", "tom")
    assert evidence(story, "promises_overdue") == ("activity:anna0", "activity:tom2")
    story = late(joint(), "anna", "jo", "tom", "mira")
    assert len(evidence(story, "promises_overdue") or ()) == 4


def test_promises_overdue_looks_at_planned_activities_and_needs_a_joint_contact() -> None:
    story = late(joint(), "anna").activity("done", 60, assignee="anna", due=40, done=1)
    story.activity("open", 60, due=40).activity("cancelled", 60, status="cancelled", assignee="tom")
    story.activity("no-date", 60, assignee="anna")
    assert not holds(story, "promises_overdue")
    assert not holds(late(Story().member("jo"), "anna", "tom"), "promises_overdue")
