import json

from tests.rating.building import Story, evidence
from tests.rating.plans import two_joint_visits


def test_a_rating_is_written_as_the_command_line_promises() -> None:
    story = two_joint_visits().goal("g1", ("anna", 9), ("jo", 9)).review(9, "jo", "anna")
    assert json.dumps(story.rated().as_json()) == (
        '{"customer": "story-ag", "as_of": "2026-06-30", "age": "iron", "one_sidedness": 0, '
        '"one_sided": false, "leaning": null, "shifts": {"involvement": 67, "communication": 100, '
        '"planning": 100, "goals": 100, "role": 100, "organisation": 0}, "symptoms": '
        '[{"code": "no_ideas", "age": "iron", "decides": true, '
        '"evidence": ["entry:c1/0", "entry:c1/1"]}]}'
    )


def test_an_unrated_plan_is_written_with_nulls_and_empty_lists() -> None:
    assert json.dumps(Story(status="closed").rated(days_ago=1).as_json()) == (
        '{"customer": "story-ag", "as_of": "2026-06-29", "age": "unrated", "one_sidedness": null, '
        '"one_sided": null, "leaning": null, "shifts": null, "symptoms": []}'
    )


def test_the_leaning_is_written_as_the_name_of_the_side() -> None:
    assert Story().entry(1, "jo").rated().as_json()["leaning"] == "specialist"


def test_symptoms_come_in_the_order_of_the_ages() -> None:
    story = Story().member("jo").potential("Payments").entry(100, "jo", "anna")
    found = [symptom.code for symptom in story.rated().symptoms]
    expected = ["field_uncovered", "generalist_silent", "conversation_stale"]
    assert found == [*expected, "no_goals", "no_steering"]


def test_evidence_is_sorted_as_text() -> None:
    story = Story()
    for number in (2, 10, 1):
        story.activity(f"a{number}", 20)
    expected = ("activity:a1", "activity:a10", "activity:a2")
    assert evidence(story, "openings_unclaimed") == expected
