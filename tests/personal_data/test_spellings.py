"""What is taken for a name, and what is not."""

import pytest

from planner.personal_data.queries import spellings


@pytest.mark.parametrize(
    "text",
    [
        "Jörg Müller kommt.",
        "jörg  MÜLLER",
        "Jo\u0308rg Mu\u0308ller",
        "Joerg Mueller",
        "Jorg Muller",
        "Jörg\nMüller",
        "Jörg\u00a0Müller",
        "Jörg Müllers Kunden",
        "Müller, Jörg",
        "q=J%C3%B6rg+M%C3%BCller&page=2",
        "?q=a%20J%C3%B6rg%20M%C3%BCller",
        "von_jörg_müller.xlsx",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    names = spellings.whole_names("Dr. Jörg Müller")
    assert spellings.pattern_of(names).search(text)
    hints = spellings.hints(names)
    assert hints is not None
    assert any(hint in text.lower() for hint in hints), "the database finds it first"


@pytest.mark.parametrize("text", ["Jörg Müllerson", "Björg Müller", "Jörg", "Jörg und Müller"])
def test_somebody_else_is_left_alone(text: str) -> None:
    assert not spellings.pattern_of(spellings.whole_names("Jörg Müller")).search(text)


def test_a_title_is_no_part_of_a_name_that_tells_who_it_is() -> None:
    assert spellings.parts_of("Dr. Ruth Falk", "r.falk@example.org") == ["Ruth", "Falk", "r.falk"]


def test_a_name_without_latin_letters_is_looked_for_everywhere() -> None:
    assert spellings.hints(["Ямамото"]) is None
    assert spellings.pattern_of(["Ямамото"]).search("с Ямамото.")
