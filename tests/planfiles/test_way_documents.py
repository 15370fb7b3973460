"""The plan files that a way speaks of."""

import json
from copy import deepcopy

from planner.planfiles import Document, read_plan_file
from planner.planfiles.facts import facts_from
from planner.planfiles.ways.documents import documents
from planner.rating import rate
from planner.rating.way import way_of
from tests.rating.building import TODAY, Story, ago
from tests.rating.plans import modern, two_joint_visits


def after_way(story: Story) -> dict[str, Document]:
    """The plan files of the story's way by their names, each of them valid."""
    way = way_of(facts_from(story.document), TODAY)
    found = dict(documents(story.document, way, TODAY))
    for name, document in found.items():
        read_plan_file(json.dumps(document).encode(), name)
    return found


def test_each_step_has_a_plan_file_without_it() -> None:
    story = two_joint_visits().goal("g1", ("anna", 20)).goal("g2", ("jo", 20))
    found = after_way(story.activity("a", 9, assignee="jo"))
    ages = {name: rate(facts_from(document), TODAY).age for name, document in found.items()}
    without = {f"without-{number}": "iron" for number in range(4)}
    assert ages == {"all": "modern", **without}


def test_a_plan_that_has_nowhere_to_go_has_none() -> None:
    assert after_way(modern()) == {}


def test_what_the_steps_do_not_touch_stays_as_it_is() -> None:
    story = modern(jos_target=150)
    story.document["customer"]["country"] = "DE"
    before = deepcopy(story.document)
    after = after_way(story)["all"]
    assert story.document == before
    (first, second) = after["plan"].pop("goals")
    changed = before["plan"].pop("goals")
    assert (after, second) == (before, changed[1])
    today = [{"person": "anna", "on": ago(0)}, {"person": "jo", "on": ago(0)}]
    assert first == changed[0] | {"commitments": today}


def test_other_targets_under_a_goal_are_kept_when_the_other_side_signs() -> None:
    story = modern().goal("g3", ("anna", 9, 104.5), target=100).goal("g4", ("anna", 9))
    story.goal("g5", ("anna", 9))
    signed = after_way(story)["all"]["plan"]["goals"][2]["commitments"]
    own = {"person": "anna", "on": ago(9), "target": 104.5}
    assert signed == [own, {"person": "jo", "on": ago(0)}]


def test_an_entry_that_gets_a_next_step_keeps_its_place_and_its_words() -> None:
    story = modern()
    for day in (24, 23, 22, -3):
        story.entry(day, "jo", "anna", talk="c2", next_step=None)
    before = deepcopy(story.plan["conversations"][1]["entries"])
    entries = after_way(story)["all"]["plan"]["conversations"][1]["entries"]
    assert [entry.pop("next_step", None) is not None for entry in entries] == [
        True,
        False,
        False,
        False,
    ]
    assert entries == before


def test_whoever_would_join_later_joins_once() -> None:
    story = Story().potential().member("jo", joined=-10).visit("a", 20, "anna")
    found = after_way(story.entry(20, "anna", activity="a"))["all"]
    members = [(one["person"], one["joined_on"]) for one in found["plan"]["members"]]
    assert members == [("anna", ago(300)), ("jo", ago(0))]


def test_a_stand_in_is_among_the_people() -> None:
    found = after_way(Story().potential("Funds").entry(20, "anna"))["all"]
    person = found["people"][-1]
    assert (person["key"], person["role"]) == ("somebody", "specialist")


def test_a_day_that_is_over_is_gone_back_to() -> None:
    """What happened after it is still in the file, and does not count."""
    story = modern(jos_target=150).review(-5, "anna", "jo")
    again = Story()
    again.document = after_way(story)["all"]
    assert again.document["plan"]["reviews"] == story.plan["reviews"]
