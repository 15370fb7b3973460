"""The words of the rating."""

import pytest
from flask import Flask

from planner.models.people.setting import AgeNames
from planner.rating import DEFAULTS, Age, Shifts, Thresholds
from planner.rating.symptoms import RULES
from planner.words.rating import PAIRS, SHIFTS, SYMPTOMS, age_about, age_name, seen

pytestmark = pytest.mark.databases("sqlite")
CODES = [rule.code for rule in RULES]


def test_every_symptom_has_its_words() -> None:
    assert list(SYMPTOMS) == CODES


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_was_seen_can_be_said_of_every_symptom(app: Flask, number: int) -> None:
    with app.test_request_context():
        said = {seen(code, ["goal:g"] * number) for code in CODES}
    assert len(said) == len(CODES)
    assert not any("%" in sentence.replace(" %", "") for sentence in said)
    assert all(sentence.endswith(".") for sentence in said)


def test_what_was_seen_names_the_counts_and_the_numbers_that_were_used(app: Flask) -> None:
    with app.test_request_context():
        said = seen("openings_unclaimed", ["activity:a", "activity:b"], DEFAULTS)
        assert said.startswith("2 activities")
        assert "14 days" in said
        strict = Thresholds(openings_unclaimed_days=5)
        assert "5 days" in seen("openings_unclaimed", ["activity:a"], strict)
        assert "60 %" in seen("goals_not_shared", ["goal:a"])


def test_ages_are_named_or_numbered_as_the_organisation_prefers(app: Flask) -> None:
    with app.test_request_context():
        assert [age_name(age) for age in ("dinosaur", "modern")] == ["Dinosaur age", "Modern age"]
        stages = [age_name(age, AgeNames.STAGES) for age in list(Age)[:6]]
        assert stages == [f"Stage {number}" for number in range(1, 7)]
        for age in (Age.FORMING, Age.SOLO, Age.UNRATED):
            assert age_name(age, AgeNames.STAGES) == age_name(age)


def test_what_an_age_means_does_not_give_its_name_away(app: Flask) -> None:
    with app.test_request_context():
        for age in list(Age)[:6]:
            first = age_name(age).split()[0].lower()
            assert first not in age_about(age).lower().split()


def test_shifts_and_pairs_have_their_words() -> None:
    assert list(SHIFTS) == list(Shifts(0, 0, 0, 0, 0, 0).as_json())
    assert list(PAIRS) == ["goals", "activities", "contacts", "log", "ideas"]


def test_nobody_is_blamed_or_praised() -> None:
    for words in SYMPTOMS.values():
        for text in (words.name, words.why, words.mend):
            assert "!" not in str(text)
            assert not {"he", "she", "fault", "failed", "great"} & set(str(text).lower().split())
