"""What many editors type into the forms of a plan's items: little, so that they often clash."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from planner.queries.history.as_of_day import Item
from tests.support.page_forms import Form
from tests.support.stories.chronicles import norm

REASON = "The press is late, and the customer waits for it until the summer."
WORDS = ("größer", "until Easter", "press", "\nStraße", "neu", "№5")
NUMBERS = ("", "10", "250.5")
DAYS = ("", "2026-07-01", "2026-09-30")


@dataclass(frozen=True)
class Typed:
    """A field of a form; `kind` says how it is filled in and compared."""

    name: str
    kind: str

    @property
    def said(self) -> str:
        """What the history calls it."""
        called = {"participant_ids": "participants"}
        return called.get(self.name, self.name.removesuffix("_id"))

    def value(self, form: Form) -> Any:
        """What stands in the form, as the history would say it."""
        entered = form[self.name]
        if self.kind == "boxes":
            ticked = entered if isinstance(entered, list) else [entered]
            return sorted(int(one) for one in ticked)
        if self.kind == "number" and entered:
            return float(entered.replace(",", ""))
        if self.kind == "choice" and entered:
            return int(entered)
        return norm(str(entered))

    def now(self, item: Item) -> Any:
        """What the item says; who is ticked comes in the order of a form."""
        value = norm(item.get(self.said))
        return sorted(value or []) if self.kind == "boxes" else value

    def type(self, form: Form, number: int) -> None:
        """Change what stands there in one of many ways."""
        match self.kind:
            case "line" | "text":
                entered = _rewritten(str(form[self.name]), number, self.kind)
            case "number":
                entered = NUMBERS[number % len(NUMBERS)]
            case "day":
                entered = DAYS[number % len(DAYS)]
            case "choice" | "word":
                entered = _another_option(form, self.name, number)
            case _:
                form.fill(**{self.name: _toggled(form, self.name, number)})
                return
        form.fill(**{self.name: entered})


FIELDS = {
    "goals": (
        Typed("title", "line"),
        Typed("missed_because", "text"),
        Typed("target", "number"),
        Typed("due_on", "day"),
        Typed("status", "word"),
    ),
    "deals": (
        Typed("title", "line"),
        Typed("annual_value", "number"),
        Typed("goal_id", "choice"),
        Typed("cause", "text"),
        Typed("status", "word"),
    ),
    "activities": (
        Typed("title", "line"),
        Typed("internal_note", "text"),
        Typed("participant_ids", "boxes"),
        Typed("goal_id", "choice"),
        Typed("due_on", "day"),
    ),
    "conversations": (Typed("topic", "line"), Typed("goal_id", "choice")),
    "entries": (
        Typed("summary", "text"),
        Typed("next_step", "text"),
        Typed("participant_ids", "boxes"),
    ),
    "ideas": (Typed("title", "line"), Typed("benefit", "text")),
    "questions": (Typed("text", "text"), Typed("answer", "text")),
    "contacts": (
        Typed("name", "line"),
        Typed("function", "line"),
        Typed("reports_to_id", "choice"),
        Typed("known_by", "boxes"),
    ),
}
NEW = {
    "goals": {"title": "Grow leasing", "target": "100"},
    "deals": {
        "title": "Frame contract",
        "expected_on": "2026-09-01",
        "annual_value": "1000",
        "probability": "40",
    },
    "activities": {"title": "Visit the plant", "internal_note": REASON},
    "conversations": {"topic": "Zwölf lorries"},
    "entries": {"topic": "Ölpreis", "summary": "They wait."},
    "contacts": {"name": "Ute Groß"},
    "questions": {"text": "Who decides?"},
    "ideas": {"title": "Rent them out", "benefit": REASON},
}


def added_words(new: Any, old: Any) -> Counter[str]:
    """The words that stand in a text and did not before."""
    return Counter(str(new or "").split()) - Counter(str(old or "").split())


def _rewritten(text: str, number: int, kind: str) -> str:
    """Emptied, written anew, or with one word put in, replaced or taken out."""
    words, word = text.split(" "), WORDS[number % len(WORDS)]
    if kind == "line":
        word = word.strip()
    if number % 16 < 2:
        return ("", "Größer werden")[number % 2]
    at = (number // 4) % len(words)
    words[at : at + number % 2] = [word] if number % 3 else []
    return " ".join(word for word in words if word).strip()


def _another_option(form: Form, name: str, number: int) -> str:
    options = form.element.all("select", name=name)[0].all("option")
    return options[number % len(options)]["value"]


def _toggled(form: Form, name: str, number: int) -> list[str]:
    boxes = [box["value"] for box in form.element.all("input", name=name)]
    ticked = form[name] if isinstance(form[name], list) else [form[name]]
    one = boxes[number % len(boxes)]
    return [box for box in boxes if (box in ticked) != (box == one)]
