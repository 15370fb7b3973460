import pytest

from tests.rating.building import Story, evidence, holds


def joint(activated: int = 300) -> Story:
    return Story(activated).member("jo").potential().entry(10, "anna", "jo")


@pytest.mark.parametrize(("days", "expected"), [(119, False), (120, True)])
def test_no_steering_holds_for_a_plan_of_120_days_or_more(days: int, expected: bool) -> None:
    assert evidence(joint(activated=days), "no_steering") == (() if expected else None)


@pytest.mark.parametrize(("on", "expected"), [(119, False), (120, True)])
def test_a_joint_review_steers_for_120_days(on: int, expected: bool) -> None:
    assert holds(joint().review(on, "jo", "anna"), "no_steering") is expected


def test_a_review_without_both_sides_does_not_steer() -> None:
    story = joint().review(5, "anna", "tom", "lead").review(5, "lead", "jo").review(5, "ceo")
    assert holds(story, "no_steering")
    assert not holds(story.review(5, "lead", "jo", "tom"), "no_steering")


def test_no_steering_needs_a_joint_contact() -> None:
    assert not holds(Story().member("jo").entry(10, "jo"), "no_steering")


def log(*authors: str, on: int = 10) -> Story:
    story = Story().member("jo").potential()
    for author in authors:
        story.entry(on, author)
    return story


def test_log_one_sided_needs_six_entries_of_the_two_sides() -> None:
    assert not holds(log(*["anna"] * 5, "lead", "ceo"), "log_one_sided")
    assert evidence(log(*["anna"] * 6), "log_one_sided") == ()
    assert holds(log(*["jo"] * 6), "log_one_sided")


@pytest.mark.parametrize(("many", "few", "expected"), [(17, 3, False), (6, 1, True), (5, 1, False)])
def test_log_is_one_sided_with_more_than_85_percent(many: int, few: int, expected: bool) -> None:
    story = log(*["anna"] * many, *["jo"] * few)
    assert holds(story, "log_one_sided") is expected


@pytest.mark.parametrize(("on", "expected"), [(179, True), (180, False)])
def test_log_one_sided_looks_at_the_window_and_decides_nothing(on: int, expected: bool) -> None:
    story = log(*["anna"] * 6, on=on)
    found = [s.decides for s in story.rated().symptoms if s.code == "log_one_sided"]
    assert found == ([False] if expected else [])
