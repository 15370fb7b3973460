"""What the organisation decides for itself."""

import pytest
from flask import Flask

from planner.administration.views.setting_words import told_change
from planner.translation import speaking
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast


def decide(ada: Visitor, yes: bool) -> Page:
    form = ada.visit("/organisation").form("/organisation")
    return form.fill(administrators_see_plans=yes).submit()


def test_administrators_read_plans_only_when_the_organisation_says_so(
    cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    address = f"/plans/{cast.plan.id}"
    assert ada.visit(address).status == 404
    assert decide(ada, True).status == 303
    assert ada.visit(address).status == 200
    assert decide(ada, False).status == 303
    assert ada.visit(address).status == 404


def test_each_change_is_recorded_with_who_made_it(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    assert "Nothing was changed yet." in ada.visit("/organisation").text
    decide(ada, True)
    decide(ada, True)
    decide(ada, False)
    history = ada.visit("/organisation").element("settings-history")
    said = [item.text for item in history.all("li")]
    assert len(said) == 2
    assert all("Ada Admin" in line for line in said)
    assert said[0].endswith("Administrators read plans only as members or leads.")
    assert said[1].endswith("Administrators may read every plan.")


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_settings_are_not_there_for_others(cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    assert somebody.visit("/organisation").status == 404
    form = visitor(cast.ada).visit("/organisation").form("/organisation")
    assert form.fill(administrators_see_plans=True).sent_by(somebody).status == 404


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("reach_shown", "no", "yes", ("nein", "ja")),
        ("is_open", "False", "True", ("nein", "ja")),
        ("receiver_id", "None", "8", ("keines", "8")),
        ("first_steps_left", "", "fields", ("keines", "Fachgebiete")),
    ],
)
def test_what_was_decided_is_said_in_words_of_the_language(
    app: Flask, name: str, old: str, new: str, said: tuple[str, str]
) -> None:
    with app.app_context(), speaking("de"):
        told = told_change(name, old, new)
        assert (told.old, told.new) == said
