"""Names that people typed, and how often what is odd about them is counted."""

from planner.imports.dirt import Dirt
from planner.imports.matching import Names
from tests.imports.exports import Export


def test_the_exact_spelling_wins_and_two_alike_names_are_not_guessed_at() -> None:
    names = Names()
    names.add("GTX Pro", "gtx-pro")
    names.add("GTXPro", "gtxpro")

    exact = names.find("GTXPro")

    assert exact is not None
    assert (exact.key, exact.exact) == ("gtxpro", True)
    assert names.find("gtx pro") is None


def test_what_is_odd_about_a_value_is_counted_once_though_it_is_read_twice(export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase, Abacus ,Isdom,Engaging,2017-01-01,,")

    assert export.finding(Dirt.TEXT_TIDIED).count == 1
