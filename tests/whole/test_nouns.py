"""The cards of the nouns are whole."""

from typing import get_args

import pytest

from planner.actions.history import event_names
from planner.actions.history.consequences import links_to
from planner.models import EventType
from planner.models.event import EventVerb
from planner.nouns import NOUNS, OF_TABLE, Noun
from planner.nouns.shown import sections_of
from planner.views.web import rights

# Its model says that it is stored, to tell it from the rating that is computed.
_CALLED_OTHERWISE = {"rating"}
# What has no history of its own is kept with the plan that goes.
KEPT_BESIDE = {"notifications", "plan_visits", "ratings", "signature_findings"}


def test_events_are_what_can_happen_by_the_cards() -> None:
    """Verbs and types stand with the models, where actions name them and are checked; the cards
    give them words. Neither can have a verb that the other does not know."""
    assert {verb for noun in NOUNS for verb in noun.happened} == set(get_args(EventVerb))
    of_cards = {f"{noun.name}.{verb}" for noun in NOUNS for verb in noun.happened}
    assert set(EventType) <= of_cards | {EventType.CONFLICT_RESOLVED}


def test_what_goes_or_changes_with_what_is_deleted_has_words_for_that() -> None:
    links = [link for noun in NOUNS if "deleted" in noun.happened for link in links_to(noun.table)]
    told = {
        (link.table.name, "deleted" if link.goes_too else "updated")
        for link in links
        if link.table.name not in KEPT_BESIDE
    }
    assert {(name, verb) for name, verb in told if verb not in OF_TABLE[name].happened} == set()


def test_a_noun_is_called_by_its_card_as_by_the_history() -> None:
    wrong = [noun.name for noun in NOUNS if not _is_called_so(noun)]
    assert wrong == []
    assert len(OF_TABLE) == len(NOUNS)


def _is_called_so(noun: Noun) -> bool:
    return noun.name in _CALLED_OTHERWISE or noun.name == event_names.noun_of(noun.table)


def test_what_belongs_to_a_plan_or_a_customer_is_not_for_everybody() -> None:
    """What belongs to nothing is found by whoever has the general permission; nothing that hangs
    on a plan, a customer or a team may be taken for such a thing."""
    general = {noun.name for noun in NOUNS if rights.is_general(noun.model)}
    assert general == {
        *("customer", "person", "earlier_standing", "team", "field", "setting"),
        *("playbook", "playbook_goal", "playbook_activity", "involvement_rule"),
        *("lead_rule", "content_kit"),
        *("import_run", "import_upload", "import_mapping"),
        "api_token",  # its owner's own, whom its page asks for
        "erasure",  # which no address names
        "feed",  # the same
        "webhook",  # the same
        "follow",  # everybody's own, which no address names
    }


# What came with the time before and after the signature; the cards of what is a part of another
# name it.
_OF_SIGNATURES = (
    *("contract", "promise", "handover", "sponsor_request", "value_request"),
    *("business_case", "flow", "scenario", "assumption"),
)


@pytest.mark.parametrize("name", _OF_SIGNATURES)
def test_nouns_of_the_signature_have_by_their_cards_what_the_old_ones_have(name: str) -> None:
    noun = next(each for each in NOUNS if each.name == name)
    whole = noun.part_of or noun
    assert noun.needs is not None, "it can be undone"
    assert noun.many, "it has a history of its own"
    assert noun.as_of_day, "the plan as of a day shows it"
    assert noun.is_commented or whole.is_commented, "it, or what it is a part of, is commented on"
    assert sections_of(noun) or sections_of(whole), "open pages are told of its changes"
