"""What an offer is worth to a customer: a value specialist is asked, and calculates it."""

from collections.abc import Iterable
from decimal import Decimal

from planner.actions.plan import ideas, members
from planner.business_cases import actions as business_cases
from planner.models import BusinessCase, Person
from planner.seeds.story import Story
from planner.seeds.timeline import Script
from planner.value_requests import actions as value_requests

_ASKED = "Was bringt das dem Kunden in Geld? Die Geschäftsführung entscheidet im Quartal."
_WANTED = "Die Geschäftsführung will sehen, wann sich die Anlage rechnet. Gespräch in zwei Wochen."
_COMPARED = "Weiter wie heute: gemietete Anlage, jährlich kündbar"


def value_shown(story: Story) -> Iterable[Script]:
    """A value specialist is asked for and calculates what an idea is worth to the customer."""
    yield _valued(story)


def value_asked(story: Story) -> Iterable[Script]:
    """Any of the value specialists is asked for, and nobody has answered yet."""
    yield _asked(story)


def _asked(story: Story) -> Script:
    yield 2
    value_requests.ask(story.plan, {"text": _WANTED}, by=story.owner)


def _valued(story: Story) -> Script:
    yield 92
    expert = story.bank.people["vera"]
    asked = {"text": _ASKED, "person_id": expert.id}
    request = value_requests.ask(story.plan, asked, by=story.owner)
    value_requests.take(request, by=expert)
    yield 90
    members.agree(story.plan, by=expert)
    told = story.texts.draw("ideas", story.field)
    words = {**told, "field": story.field_named(story.field)}
    idea = ideas.create(story.plan, words, by=expert)
    yield 79
    values = {"title": told["title"], "idea": idea, "discount_rate": Decimal("0.06")}
    _calculate(story, values, by=expert)
    _calculate_with_dismantling(story, by=expert)


def _calculate(story: Story, values: dict[str, object], *, by: Person) -> None:
    flows = {
        "Investition": [-120_000],
        "Einsparung": [0, 38_000, 41_000, 44_000, 44_000],
        "Wartung": [0, -4_000, -4_000, -4_500, -4_500],
    }
    said = {**values, "compared_with": _COMPARED}
    case = business_cases.create(story.plan, said, flows, by=by)
    _buy, saving, _care = case.flows
    careful = {"title": "Vorsichtig", "discount_rate": Decimal("0.08")}
    business_cases.create_scenario(case, careful, {saving.id: {"factor": 0.8}}, by=by)
    _assume(case, "Die Energiepreise bleiben, wie sie sind", saving.id, by=by)


def _assume(case: BusinessCase, text: str, flow_id: int, *, by: Person) -> None:
    said = {"text": text, "flow_id": flow_id, "person_id": by.id, "source": "Abrechnung des Jahres"}
    business_cases.add_assumption(case, said, by=by)


def _calculate_with_dismantling(story: Story, *, by: Person) -> None:
    """Costs come twice, so that two rates are right, 10 % and 20 %, and neither decides."""
    values = {
        "title": "Mietmodell mit Rückbau",
        "discount_rate": Decimal("0.06"),
        "compared_with": _COMPARED,
    }
    flows = {"Anzahlung": [-100_000], "Einsparung": [0, 230_000], "Rückbau": [0, 0, -132_000]}
    business_cases.create(story.plan, values, flows, by=by)
