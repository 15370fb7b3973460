import pytest

from tests.rating.building import Story, evidence, holds

SILENT = "generalist_silent"
UNDOCUMENTED = "contacts_undocumented"


@pytest.mark.parametrize(("days", "expected"), [(29, False), (30, True)])
def test_generalist_silent_holds_for_a_plan_of_30_days_or_more(days: int, expected: bool) -> None:
    assert holds(Story(activated=days).member("jo"), SILENT) is expected


@pytest.mark.parametrize(("days", "expected"), [(89, False), (90, True)])
class TestWhatBreaksTheSilenceForNinetyDays:
    def test_an_entry(self, days: int, expected: bool) -> None:
        assert holds(Story().entry(days, "tom"), SILENT) is expected

    def test_a_created_activity_even_if_cancelled(self, days: int, expected: bool) -> None:
        story = Story().activity("a1", days, "anna", status="cancelled")
        assert holds(story, SILENT) is expected

    def test_a_claim(self, days: int, expected: bool) -> None:
        story = Story().activity("a1", 200, "jo", assignee="bea", claimed=days)
        assert holds(story, SILENT) is expected

    def test_an_assignment_on_the_day_of_creation(self, days: int, expected: bool) -> None:
        story = Story().activity("a1", days, "jo", assignee="carl")
        assert holds(story, SILENT) is expected

    def test_finishing_as_assignee(self, days: int, expected: bool) -> None:
        story = Story().activity("a1", 200, "jo", assignee="anna", claimed=200, done=days)
        assert holds(story, SILENT) is expected


def test_others_and_mere_participation_do_not_break_the_silence() -> None:
    story = Story().entry(1, "jo", "anna").entry(1, "lead").entry(1, "ceo")
    story.activity("a1", 5, "jo", assignee="jo", done=1, participants=["anna"])
    story.activity("a2", 5, "lead", assignee="ceo", done=1)
    assert evidence(story, SILENT) == ()


def test_a_cancelled_activity_was_not_finished() -> None:
    story = Story().activity("a1", 200, "jo", "cancelled", assignee="anna", claimed=200, done=5)
    assert holds(story, SILENT)


def test_contacts_undocumented_needs_two_activities() -> None:
    assert not holds(Story().visit("a1", 10, "anna"), UNDOCUMENTED)
    story = Story().visit("a1", 10, "anna").visit("a2", 20, "anna")
    assert evidence(story, UNDOCUMENTED) == ("activity:a1", "activity:a2")


def test_contacts_undocumented_holds_when_fewer_than_half_are_documented() -> None:
    story = Story().visit("a1", 100, "anna").visit("a2", 90, "anna").entry(90, "anna")
    assert not holds(story, UNDOCUMENTED)
    story.visit("a3", 30, "anna")
    assert evidence(story, UNDOCUMENTED) == ("activity:a1", "activity:a3")


@pytest.mark.parametrize(("done", "expected"), [(179, True), (180, False)])
def test_contacts_undocumented_looks_at_the_window(done: int, expected: bool) -> None:
    story = Story().visit("a1", done, "anna").visit("a2", 20, "anna")
    assert holds(story, UNDOCUMENTED) is expected


def test_contacts_undocumented_counts_only_customer_facing_ones_with_the_generalist_side() -> None:
    story = Story().visit("a1", 10, "anna").visit("a2", 20, "jo").visit("a3", 20, "lead", "ceo")
    story.activity("a4", 30, done=20, assignee="anna", customer=False)
    story.activity("a5", 30, assignee="anna")
    story.activity("a6", 30, "anna", done=20, assignee="jo")
    assert not holds(story, UNDOCUMENTED)
    assert holds(story.visit("a7", 20, "jo", "tom"), UNDOCUMENTED)


@pytest.mark.parametrize(
    ("days_after", "expected"), [(-1, True), (0, False), (7, False), (8, True)]
)
def test_an_entry_by_somebody_who_was_there_documents_for_7_days(
    days_after: int, expected: bool
) -> None:
    story = Story().visit("a1", 20, "anna").visit("a2", 100, "anna").visit("a3", 150, "anna")
    story.visit("a4", 50, "anna").entry(50, "anna", activity="a4")
    assert holds(story.entry(20 - days_after, "anna"), UNDOCUMENTED) is expected


def test_an_early_entry_does_not_hide_a_later_one_in_time() -> None:
    story = Story().visit("a1", 20, "anna").visit("a2", 100, "anna")
    assert not holds(story.entry(25, "anna").entry(15, "anna"), UNDOCUMENTED)


def test_an_entry_documents_whoever_of_the_activity_wrote_it_or_is_named_in_it() -> None:
    story = Story().visit("a1", 20, "anna", "jo").visit("a2", 100, "anna")
    assert holds(story.entry(20, "mira", "tom"), UNDOCUMENTED)
    assert not holds(story.entry(20, "mira", "jo", talk="c2"), UNDOCUMENTED)


@pytest.mark.parametrize("entry_on", [170, 21, 3])
def test_an_entry_that_refers_to_an_activity_documents_it_at_any_time(entry_on: int) -> None:
    story = Story().visit("a1", 20, "anna").visit("a2", 100, "anna")
    assert not holds(story.entry(entry_on, "lead", activity="a1"), UNDOCUMENTED)


@pytest.mark.parametrize(("days", "expected"), [(60, False), (61, True)])
def test_a_conversation_is_stale_after_more_than_60_days(days: int, expected: bool) -> None:
    assert holds(Story().entry(days, "anna"), "conversation_stale") is expected


@pytest.mark.parametrize("state", ["won", "lost", "parked"])
def test_a_settled_conversation_is_not_stale(state: str) -> None:
    assert not holds(Story().entry(90, "anna", state=state), "conversation_stale")


def test_the_last_entry_by_date_and_then_by_order_says_where_a_conversation_stands() -> None:
    by_date = Story().entry(10, "anna").entry(90, "anna", talk="c1")
    assert not holds(by_date, "conversation_stale")
    reopened = Story().entry(90, "anna", state="won").entry(90, "anna", state="raised")
    assert evidence(reopened, "conversation_stale") == ("conversation:c1",)
    settled = Story().entry(90, "anna", state="raised").entry(90, "anna", state="won")
    assert not holds(settled, "conversation_stale")


def test_a_conversation_without_entries_is_not_stale_and_staleness_decides_nothing() -> None:
    story = Story().entry(90, "anna", talk="c2")
    story.plan["conversations"].append({"key": "c1", "topic": "empty"})
    symptom = next(s for s in story.rated().symptoms if s.code == "conversation_stale")
    assert symptom.evidence == ("conversation:c2",)
    assert not symptom.decides
