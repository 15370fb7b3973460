"""No column of any noun is forgotten anywhere.

Whoever adds one learns here where it is missing: on the form, on the page, in the file of the
table, in the plan file, among the words. What stays out on purpose is named below, with the reason.
What comes back from the history and what goes into the next period follow from the columns
themselves; there only what does not is named, on the card and on the model.
"""

import re
from collections.abc import Callable, Set
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import Column, MetaData, String
from wtforms.fields.core import UnboundField

from planner import places
from planner.actions.history.event_names import field_of
from planner.actions.history.row_json import table_of
from planner.business_cases.forms.cases import AssumptionForm, CaseForm
from planner.business_cases.forms.scenarios import ScenarioForm
from planner.contracts.forms.contracts import ContractForm
from planner.database import Base
from planner.exports import tables
from planner.forms.base import Form
from planner.forms.inputs import LineField
from planner.forms.people.fields import FieldForm
from planner.forms.people.people import PersonForm
from planner.forms.people.teams import TeamForm
from planner.forms.plan.activities import NewActivityForm
from planner.forms.plan.comments import CommentForm
from planner.forms.plan.contacts import ContactForm
from planner.forms.plan.conversations import ConversationForm
from planner.forms.plan.customers import CustomerForm
from planner.forms.plan.deals import DealForm
from planner.forms.plan.entries import EntryForm
from planner.forms.plan.goals import GoalForm
from planner.forms.plan.ideas import IdeaForm
from planner.forms.plan.plans import PlanForm
from planner.forms.plan.potentials import PotentialForm
from planner.forms.plan.questions import AnswerForm
from planner.forms.plan.reviews import ReviewForm
from planner.handovers.forms import PromiseForm, ProposalForm
from planner.involvement.forms.exceptions import InvolvementExceptionForm
from planner.involvement.forms.rules import InvolvementRuleForm
from planner.models.item_lists import LISTS
from planner.nouns import NOUNS, Noun
from planner.nouns.goals import GOAL
from planner.nouns.noun import KEYS
from planner.planfiles import items
from planner.playbooks.forms.playbooks import PlaybookActivityForm, PlaybookForm, PlaybookGoalForm
from planner.queries.plan import goals as goal_queries
from planner.sponsor_requests.forms import NewSponsorRequestForm
from planner.team.targets.forms import NewTargetForm
from planner.views.history import changes_in_words
from planner.views.history.changes_in_words import word_of
from planner.views.plan import customer_lists, deals, goals
from planner.views.plan.activities import activities
from planner.views.web.downloads import columns_of_form
from planner.words.field_words import FIELDS

TEMPLATES = places.ROOT / "templates"

# The form on which one is entered; all else comes about by what people do.
FORMS: dict[str, type[Form]] = {
    "activity": NewActivityForm,
    "assumption": AssumptionForm,
    "business_case": CaseForm,
    "comment": CommentForm,
    "contact": ContactForm,
    "contract": ContractForm,
    "conversation": ConversationForm,
    "customer": CustomerForm,
    "deal": DealForm,
    "entry": EntryForm,
    "field": FieldForm,
    "goal": GoalForm,
    "handover": ProposalForm,
    "idea": IdeaForm,
    "involvement_exception": InvolvementExceptionForm,
    "involvement_rule": InvolvementRuleForm,
    "person": PersonForm,
    "plan": PlanForm,
    "playbook": PlaybookForm,
    "playbook_activity": PlaybookActivityForm,
    "playbook_goal": PlaybookGoalForm,
    "potential": PotentialForm,
    "promise": PromiseForm,
    "question": AnswerForm,
    "review": ReviewForm,
    "scenario": ScenarioForm,
    "target": NewTargetForm,
    "sponsor_request": NewSponsorRequestForm,
    "team": TeamForm,
}
# What is taken away as a file, all of a noun in a plan or at all.
TABLES: dict[str, tuple[tables.Column[Any], ...]] = {
    "activity": activities.ACTIVITY_COLUMNS,
    "customer": customer_lists.CUSTOMER_COLUMNS,
    "deal": deals.deal_columns("EUR"),
    "goal": goals.GOAL_COLUMNS,
}
# What its card shows without naming it.
WRITTEN: dict[str, tuple[str, ...]] = {"goal": goal_queries.TEXTS}
SHAPES = {
    each.list: each
    for each in (*items.LISTED_SHAPES, items.CUSTOMERS, items.PLANS, items.PEOPLE_SHAPE)
}

# What stays out on purpose, by the place and the noun, with the reason.
VERB = "comes about by what people do"
OWNER = "is what it belongs to"
LEFT_OUT: dict[tuple[str, str], dict[str, str]] = {
    ("form", "activity"): {
        **dict.fromkeys(("status", "claimed_on", "created_by", "created_on", "done_on"), VERB),
        "review": "the review in which it was decided says so",
    },
    ("form", "assumption"): {"business_case": OWNER},
    ("form", "business_case"): dict.fromkeys(("author", "on"), VERB),
    ("form", "comment"): {"by": VERB},
    ("form", "contract"): {
        **dict.fromkeys(("accepted_on", "described_on", "handed_on", "handed_to"), VERB),
        "promised": VERB,
        **dict.fromkeys(
            ("terminated_by", "terminated_on", "terminated_to", "termination_reason"),
            "has a form of its own",
        ),
        "notice_days": "an older notice stands in the inputs of the others",
    },
    ("form", "entry"): {"author": VERB},
    ("form", "handover"): {
        **dict.fromkeys(("answer", "answered_on", "proposed_on", "reason"), VERB),
        "contract": OWNER,
    },
    ("form", "idea"): dict.fromkeys(
        ("status", "on", "proposed_by", "adopted_by", "decided_on"), VERB
    ),
    ("form", "involvement_exception"): dict.fromkeys(("by", "on"), VERB),
    ("form", "involvement_rule"): {"version": "counts its changes"},
    ("form", "person"): {"language": "everybody chooses the own one"},
    ("form", "plan"): {"activated_on": VERB, "status": VERB},
    ("form", "playbook_activity"): {"playbook": OWNER},
    ("form", "playbook_goal"): {"playbook": OWNER},
    ("form", "promise"): {"contract": OWNER},
    ("form", "question"): dict.fromkeys(("activity", "answered_on", "asked_by", "on"), VERB),
    ("form", "review"): {"status": VERB},
    ("form", "sponsor_request"): dict.fromkeys(
        ("answer_reason", "answered_on", "asked_by", "on", "outcome", "result", "status"), VERB
    ),
    ("form", "scenario"): {
        "business_case": OWNER,
        "changes": "has an input for each line and year of its case",
    },
    ("form", "target"): {"by": VERB, "set_on": VERB},
    ("page", "assumption"): {"business_case": OWNER},
    ("page", "case_link"): {"business_case": OWNER},
    ("page", "feed"): {"person": "everybody sees the own ones alone"},
    ("page", "webhook"): {"person": "everybody sees the own ones alone"},
    ("page", "flow"): {"business_case": OWNER},
    ("page", "scenario"): {
        "business_case": OWNER,
        "changes": "as the lines that follow from it",
    },
    ("page", "team"): {"department": "stands above its teams"},
    ("page", "activity"): {
        "claimed_on": "stands in the history",
        "created_by": "stands in the history",
        "created_on": "stands in the history",
        "participants": "handed to the page beside the activity",
        "review": "the page of the review names its activities",
    },
    ("page", "commitment"): {
        "asked_again_on": "as whether it stands, not since when",
        "person": "by the name and the side",
    },
    ("page", "contract"): {
        **dict.fromkeys(
            ("notice_count", "notice_days", "notice_to", "notice_unit"), "as one in words"
        ),
        "renewal_months": "as how the contract goes on",
        "terminated_to": "as the last day that follows from it",
    },
    ("page", "conversation"): {"goal": "only the rating reads it"},
    ("page", "customer"): dict.fromkeys(
        ("country", "industry"), "only other programs read it; it stands on the form"
    ),
    ("page", "contact"): {"known_since": "with who knows whom, where there was no earlier talk"},
    ("page", "content_kit"): {"picture": "as a picture"},
    ("page", "entry"): {"contacts": "as `theirs`", "participants": "as `ours`, with the author"},
    ("page", "follow"): {
        "person": "everybody sees what they follow themselves",
        "stopped": "what is followed no more is not among it",
    },
    ("page", "involvement"): {
        **dict.fromkeys(("answered_on", "on", "version"), "stands in the history"),
        "person": "is who reads the page",
        "reason": "stands with the plan",
    },
    ("page", "lead"): {
        "candidates": "one by one, with what speaks for each",
        "received_at": "as the day; the moment only tells the same lead within a day",
        "share_code": "by the kit, never by who shares it",
    },
    ("page", "member"): {"left_on": "who has left stands in the history"},
    ("page", "person"): {"language": "everybody's own"},
    ("page", "plan"): {"activated_on": "stands in the history"},
    ("page", "postponement"): dict.fromkeys(
        ("on", "person", "reason", "until"), "stands in the line of the work list, for its person"
    ),
    ("page", "review"): {"attendees": "as how many of which side, and by their names"},
    ("page", "setting"): dict.fromkeys(("name", "value"), "each stands there in its own words"),
    ("page", "sponsor_request"): {"briefing": "handed to the page as headings with their lines"},
    ("plan file", "activity"): {"review": "the file says what was decided in the review"},
    ("plan file", "assumption"): {"business_case": OWNER},
    ("plan file", "flow"): {"business_case": OWNER},
    ("plan file", "scenario"): {"business_case": OWNER},
    ("plan file", "commitment"): {
        "asked_again_on": "a file says what holds; an import asks nobody",
        "goal": OWNER,
    },
    ("plan file", "handover"): {"contract": OWNER},
    ("plan file", "person"): dict.fromkeys(
        ("is_active", "is_administrator", "is_auditor", "language", "team"),
        "belongs to the organisation, which no file of a plan changes",
    ),
    ("plan file", "promise"): {"contract": OWNER},
    ("plan file", "request"): {"answered_by": "the rating asks whether, not by whom"},
    ("plan file", "review"): {"status": "only those that were held are in the file"},
    ("table", "activity"): {
        **dict.fromkeys(("claimed_on", "created_by", "created_on"), "stands in the history"),
        "effort_hours": "hours beside a name would be a figure about that person",
        "internal_note": "does not leave the program",
        "participants": "the table says who answers for it",
        "review": "stands on the page of the review",
    },
    ("table", "customer"): dict.fromkeys(
        ("country", "industry", "website"), "the table has what the list of customers has"
    ),
    ("words", "erasure"): dict.fromkeys(
        ("digests", "is_clean", "number", "salt"), "its events say only that there was one"
    ),
    ("words", "import_mapping"): {"mapping": "its events say only that it was saved or deleted"},
    ("words", "import_upload"): dict.fromkeys(
        (*("files", "is_to_be_told", "preview", "problems", "refused", "run", "said"),),
        "goes with the files within a day; its events say that they were sent, or discarded",
    ),
    ("words", "import_run"): dict.fromkeys(
        ("files", "findings", "newest_event", "nouns", "system", "undone_at"),
        "its events say only that there was one, and that it was undone",
    ),
    ("words", "rating"): dict.fromkeys(
        (
            *("age", "cause_event", "last_age", "leaning", "movement", "one_sided"),
            *("one_sidedness", "shifts", "symptoms", "thresholds", "visible_to_leads_on"),
        ),
        "is computed; its one event says from which age to which",
    ),
}


def said_on(form: type[Form]) -> set[str]:
    names = {name for name in dir(form) if isinstance(getattr(form, name), UnboundField)}
    return {f"{n.removesuffix('_ids')}s" if n.endswith("_ids") else field_of(n) for n in names}


class _Asked:
    """A row, or a card with what it is `of`, that remembers what a table asks it."""

    def __init__(self, of: str) -> None:
        self.of = of
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name == self.of:
            return self
        self.names.add(name)
        raise AttributeError(name)


def _in_form(noun: Noun) -> Set[str] | None:
    return said_on(FORMS[noun.name]) if noun.name in FORMS else None


def _in_table(noun: Noun) -> Set[str] | None:
    if noun.name not in TABLES:
        return None
    row = _Asked(noun.name)
    for column in TABLES[noun.name]:
        with suppress(AttributeError):
            column.cell(row)
    return row.names


def _in_plan_file(noun: Noun) -> Set[str] | None:
    shape = SHAPES.get(noun.table)
    if shape is None:
        return None
    return {each.name for each in shape.attributes} | {each.name for each in shape.lists}


def _in_words(noun: Noun) -> Set[str]:
    return {name for name in noun.said if word_of(noun.table, name)} | FIELDS.keys()


def _on_page(noun: Noun) -> Set[str] | None:
    """What its templates, or those of what it is a part of, name of anything."""
    folders = [noun.table, noun.part_of.table] if noun.part_of else [noun.table]
    files = [
        file
        for folder in folders
        for file in TEMPLATES.rglob(f"{folder}/**/*.html")
        if file.stem not in {"new", "edit", "_form"}
    ]
    if not files:
        return None
    named = set(re.findall(r"(?<!form)\.(\w+)", " ".join(map(Path.read_text, files))))
    return named | set(WRITTEN.get(noun.name, ()))


PLACES: dict[str, Callable[[Noun], Set[str] | None]] = {
    "form": _in_form,
    "page": _on_page,
    "table": _in_table,
    "plan file": _in_plan_file,
    "words": _in_words,
}


def missing(place: str, noun: Noun) -> set[str]:
    """What a noun says and this place does not know, nor leaves out on purpose."""
    there = PLACES[place](noun)
    if there is None:
        return set()
    known = {field_of(name) for name in there} | KEYS
    return set(noun.said - known - LEFT_OUT.get((place, noun.name), {}).keys())


@pytest.mark.parametrize("place", PLACES)
def test_no_column_is_forgotten(place: str) -> None:
    forgotten = {noun.name: found for noun in NOUNS if (found := missing(place, noun))}
    assert forgotten == {}, f"not in the {place}"


def test_what_is_left_out_is_not_there() -> None:
    there = {
        (place, name, column)
        for (place, name), columns in LEFT_OUT.items()
        for noun in NOUNS
        if noun.name == name
        for column in columns
        if column not in noun.said or column in (PLACES[place](noun) or ())
    }
    assert there == set()


def test_what_a_card_keeps_fixed_is_a_column() -> None:
    wrong = {noun.name: noun.fixed - noun.said for noun in NOUNS if noun.fixed - noun.said}
    assert wrong == {}


def test_no_list_of_an_item_is_forgotten() -> None:
    """What has a place in a list for its key goes, and comes back, with its item."""
    tables = Base.metadata.tables.values()
    assert {table.name for table in tables if "position" in table.primary_key} == LISTS.keys()


def with_column(noun: Noun, name: str) -> Noun:
    """The noun as if its model had another column."""
    table = table_of(noun.model).to_metadata(MetaData())
    table.append_column(Column(name, String(10)))
    model = SimpleNamespace(__table__=table, __tablename__=table.name)
    return replace(noun, model=cast(type[Base], model))


@pytest.mark.parametrize("place", PLACES)
def test_a_new_column_is_missed_in_every_place(place: str) -> None:
    assert missing(place, with_column(GOAL, "colour")) == {"colour"}


def test_a_new_column_comes_back_from_the_history() -> None:
    assert "colour" in with_column(GOAL, "colour").restorable


class _ColouredGoalForm(GoalForm):
    colour = LineField("Colour of the goal")


def test_a_new_input_has_its_column_and_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a noun whose table and words come from its form."""
    said = columns_of_form(_ColouredGoalForm, attrgetter("goal"), cells={}, after={})
    monkeypatch.setitem(TABLES, "goal", said)
    monkeypatch.setitem(changes_in_words.FORMS, "goals", _ColouredGoalForm)
    goal = with_column(GOAL, "colour")
    assert missing("table", goal) == set()
    assert missing("words", goal) == set()
    assert changes_in_words.word_of("goals", "colour") == "Colour of the goal"
