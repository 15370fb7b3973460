"""What is a contact, who was in it, and when it was."""

from planner.rating.situation import Situation, situation_on
from planner.rating.thresholds import DEFAULTS
from tests.rating.building import TODAY, Story


def plan_of(story: Story) -> Situation:
    return situation_on(TODAY, story.facts(), DEFAULTS)


def contacts(story: Story) -> list[tuple[str, int, str]]:
    """The reference of each contact, how many days ago it was, and who was in it."""
    found = plan_of(story).contacts
    return sorted((c.reference, (TODAY - c.on).days, " ".join(sorted(c.people))) for c in found)


def test_an_activity_and_the_entry_that_refers_to_it_are_one_contact_on_the_entrys_day() -> None:
    story = Story().visit("a1", 20, "anna", "tom").entry(18, "jo", "vera", activity="a1")
    assert contacts(story) == [("entry:c1/0", 18, "anna jo tom vera")]
    assert [contact.leader for contact in plan_of(story).contacts] == ["jo"]


def test_several_entries_of_one_activity_are_a_contact_each_with_its_people() -> None:
    story = Story().visit("a1", 20, "anna").entry(20, "jo", activity="a1")
    story.entry(19, "tom", talk="c2", activity="a1")
    assert contacts(story) == [("entry:c1/0", 20, "anna jo"), ("entry:c2/0", 19, "anna tom")]


def test_an_activity_without_entry_is_a_contact_led_by_its_assignee() -> None:
    story = Story().visit("a1", 20, "anna", "jo").entry(20, "anna", "jo")
    assert contacts(story) == [("activity:a1", 20, "anna jo"), ("entry:c1/0", 20, "anna jo")]
    assert {contact.leader for contact in plan_of(story).contacts} == {"anna"}


def test_an_activity_that_is_not_done_or_not_with_the_customer_is_no_contact() -> None:
    story = Story().activity("a1", 20, assignee="tom").activity("a2", 20, participants=["tom"])
    story.activity("a3", 20, assignee="tom", done=10, customer=False)
    story.activity("a4", 20, status="cancelled", assignee="tom", done=10)
    assert contacts(story) == []
    for key in ("a1", "a2", "a3", "a4"):
        story.entry(5, "jo", activity=key)
    assert [people for _, _, people in contacts(story)] == ["jo"] * 4


def test_contacts_lie_in_the_window() -> None:
    story = Story().entry(179, "anna").entry(180, "anna")
    story.visit("a1", 179, "anna").visit("a2", 180, "anna")
    assert [name for name, _, _ in contacts(story)] == ["activity:a1", "entry:c1/0"]


def test_the_entrys_day_decides_whether_a_contact_lies_in_the_window() -> None:
    before = Story().visit("a1", 170, "anna").entry(185, "jo", activity="a1")
    assert contacts(before) == []
    after = Story().visit("a1", 185, "anna").entry(170, "jo", activity="a1")
    assert contacts(after) == [("entry:c1/0", 170, "anna jo")]


def test_a_contact_is_joint_with_somebody_of_each_side_in_it() -> None:
    story = Story().entry(1, "anna", "tom", "lead").entry(1, "jo", "mira", "ceo").entry(1, "lead")
    assert plan_of(story).joint_contacts == ()
    story.visit("a1", 9, "bea").entry(9, "vera", activity="a1").entry(3, "ceo", "carl", "jo")
    assert {contact.reference for contact in plan_of(story).joint_contacts} == {
        "entry:c1/3",
        "entry:c1/4",
    }


def test_people_count_who_are_no_members() -> None:
    assert len(plan_of(Story().entry(1, "tom", "vera")).joint_contacts) == 1
