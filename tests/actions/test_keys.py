"""Keys made from names."""

import re

import pytest
from hypothesis import given, strategies as st

from planner.actions.keys import Keys, slug

KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Müller & Söhne", "mueller-soehne"),
        ("Mu\u0308ller", "mueller"),
        ("Große Straße", "grosse-strasse"),
        ("José Ångström", "jose-angstroem"),
        ("Łódź", "lodz"),
        ("  --Mei-Mei Johns!", "mei-mei-johns"),
        ("x" * 70, "x" * 64),
    ],
)
def test_a_name_becomes_a_plain_key(name: str, key: str) -> None:
    assert slug(name) == key


@given(st.text(min_size=1))
def test_every_text_gets_a_key_that_fits(text: str) -> None:
    assert KEY.fullmatch(slug(text))


def test_names_without_latin_letters_get_keys_of_their_own_that_stay() -> None:
    assert slug("株式会社") != slug("有限会社")
    assert slug("株式会社") == slug("株式会社")


@given(st.lists(st.sampled_from(["A b", "a-b", "a b 2", "x" * 64, "x" * 65, "x" * 62 + " 2"])))
def test_no_key_is_given_twice(names: list[str]) -> None:
    keys = Keys()
    made = [keys.make(name) for name in names]

    assert len(set(made)) == len(made)
    assert all(KEY.fullmatch(key) for key in made)


def test_a_taken_key_gets_a_number() -> None:
    keys = Keys(taken=["isdom"])

    assert [keys.make("Isdom"), keys.make("ISDOM")] == ["isdom-2", "isdom-3"]
