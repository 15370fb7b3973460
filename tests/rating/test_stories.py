"""Ten plans, the first six after the six ages, and how each is rated."""

from planner.rating import Rating, Shifts
from tests.rating.building import Story, codes
from tests.rating.plans import modern


def figures(rating: Rating) -> tuple[str, int | None, str | None, bool | None]:
    return rating.age, rating.one_sidedness, rating.leaning, rating.one_sided


def with_visit(story: Story, key: str, done: int) -> Story:
    """Anna was at the customer and wrote it down."""
    return story.visit(key, done, "anna").entry(done, "anna", activity=key)


def test_these_are_my_customers_is_the_dinosaur_age() -> None:
    story = with_visit(Story().potential().request("jo", "join", 40), "a1", 20)
    rating = story.rated()
    assert figures(rating) == ("dinosaur", 100, "generalist", False)
    assert rating.shifts == Shifts(0, 67, 0, 0, 0, 0)
    assert codes(story) == ["no_specialist", "door_closed"]


def test_single_point_of_truth_is_the_neanderthal_age() -> None:
    story = Story().potential().member("jo").entry(10, "jo", state="raised")
    for number, done in enumerate((150, 110, 60, 20)):
        story.visit(f"a{number}", done, "anna")
    rating = story.rated()
    assert figures(rating) == ("neanderthal", 92, "generalist", True)
    assert rating.shifts == Shifts(67, 34, 0, 0, 40, 0)
    assert codes(story) == ["contacts_undocumented", "no_interaction"]


def test_two_forts_are_the_stone_age() -> None:
    story = with_visit(Story().potential().member("jo"), "a1", 30)
    story.request("jo", "introduction", 60)
    story.activity("a2", 40, "jo", kind="analysis", customer=False, assignee="jo", due=-5)
    rating = story.rated()
    assert figures(rating) == ("stone", 67, "generalist", True)
    assert rating.shifts == Shifts(67, 67, 0, 0, 0, 0)
    assert codes(story) == ["kept_out", "no_interaction"]


def test_i_do_not_know_the_customers_is_the_bronze_age() -> None:
    story = with_visit(Story().potential().member("jo", via="invitation"), "a1", 30)
    story.activity("a2", 45).activity("a3", 30, kind="workshop")
    rating = story.rated()
    assert figures(rating) == ("bronze", 100, "generalist", True)
    assert rating.shifts == Shifts(67, 67, 0, 0, 0, 0)
    assert codes(story) == ["openings_unclaimed", "stranger"]


def test_they_have_no_ideas_is_the_iron_age() -> None:
    story = Story().potential().member("jo").goal("g1", ("anna", 200), ("jo", 200), target=100)
    story.visit("a1", 90, "anna", "jo").visit("a2", 40, "anna", "jo")
    story.activity("a3", 30, assignee="jo", due=-10)
    story.entry(90, "anna", "jo", activity="a1").entry(40, "anna", "jo", activity="a2")
    story.review(50, "anna", "jo")
    rating = story.rated()
    assert figures(rating) == ("iron", 38, "generalist", False)
    assert rating.shifts == Shifts(67, 100, 100, 100, 0, 0)
    assert codes(story) == ["no_ideas"]


def test_what_works_is_the_modern_age() -> None:
    rating = modern().rated()
    assert figures(rating) == ("modern", 20, "specialist", False)
    assert rating.shifts == Shifts(67, 100, 100, 100, 100, 0)
    assert rating.symptoms == ()


def test_diverging_targets_are_the_iron_age() -> None:
    rating = modern(jos_target=150).rated()
    assert figures(rating) == ("iron", 20, "specialist", False)
    assert rating.shifts == Shifts(67, 100, 100, 50, 100, 0)
    assert codes(modern(jos_target=150)) == ["goals_not_shared", "targets_diverge"]


def test_begun_twelve_days_ago_is_forming() -> None:
    story = Story(activated=12).potential().member("jo", joined=10)
    story.activity("a1", 8, assignee="anna", due=-4).entry(3, "anna", state="raised")
    rating = story.rated()
    assert figures(rating) == ("forming", 100, "generalist", True)
    assert rating.shifts == Shifts(67, 67, 0, 0, 0, 0)
    assert rating.symptoms == ()


def test_where_nobody_is_missing_is_solo_with_all_its_figures() -> None:
    rating = Story().potential(value=0).visit("a1", 20, "anna").rated()
    assert figures(rating) == ("solo", None, "generalist", False)
    assert rating.shifts == Shifts(0, 0, 0, 0, 0, 0)
    assert rating.symptoms == ()


def test_a_draft_is_unrated_and_has_no_figures() -> None:
    story = modern()
    story.plan["status"] = "draft"
    rating = story.rated()
    assert figures(rating) == ("unrated", None, None, None)
    assert rating.shifts is None
    assert rating.symptoms == ()
