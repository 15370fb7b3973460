"""10,000 customers with a plan each and ten talks on it, in words of which few are frequent."""

import datetime
from collections.abc import Iterator
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from planner.models import Conversation, Customer, Entry, Person, Plan
from planner.models.kinds import Channel, Mode, PlanStatus, Role, TalkState
from planner.models.mixins import folded
from tools.bench.data import NAMES

TALKS = 10
RARE = "goldtagzinfer"
READ = 10
"""So many plans are of the one whom not all can be shown to."""
_CONSONANTS, _VOWELS = "bdfghklmnprstvwz", "aeiou"
_AT_ONCE = 2000
_Row = dict[str, Any]


def fill(connection: Connection, customers: int, today: datetime.date) -> None:
    """Write rows past the models; the caller fills what the search looks through."""
    chance = Random(12)  # noqa: S311 - the same rows each time
    words = _vocabulary(chance)
    for model, rows in (
        (Person, _people()),
        (Customer, _customers(customers)),
        (Plan, _plans(customers, today)),
        (Conversation, _topics(customers, words, chance)),
        (Entry, _talks(customers, words, chance, today)),
    ):
        waiting = list(rows)
        for first in range(0, len(waiting), _AT_ONCE):
            connection.execute(insert(model), waiting[first : first + _AT_ONCE])


def _people() -> Iterator[_Row]:
    for number, key in enumerate(("otto", "anna", "berta"), start=1):
        yield {
            "id": number,
            "key": key,
            "name": key.capitalize(),
            "role": Role.GENERALIST,
            "is_auditor": key == "otto",
        }


def _customers(count: int) -> Iterator[_Row]:
    for number in range(1, count + 1):
        name = f"{NAMES[number % 8]} {number} GmbH"
        owner = 2 if number <= READ else 3
        yield {
            "id": number,
            "key": f"customer-{number}",
            "name": name,
            "name_folded": folded(name),
            "owner_id": owner,
        }


def _plans(count: int, today: datetime.date) -> Iterator[_Row]:
    for number in range(1, count + 1):
        yield {
            "id": number,
            "customer_id": number,
            "starts_on": today,
            "ends_on": today + datetime.timedelta(days=300),
            "status": PlanStatus.DRAFT,
            "mode": Mode.SPECIALIST,
        }


def _topics(count: int, words: list[str], chance: Random) -> Iterator[_Row]:
    for number in range(1, count + 1):
        topic = " ".join(chance.choices(words, k=3))
        yield {"id": number, "plan_id": number, "key": "a", "topic": topic, "position": 0}


def _talks(count: int, words: list[str], chance: Random, today: datetime.date) -> Iterator[_Row]:
    for number in range(count * TALKS):
        yield {
            "conversation_id": number // TALKS + 1,
            "position": number % TALKS,
            "on": today,
            "author_id": 2,
            "channel": Channel.CALL,
            "state": TalkState.INTEREST,
            "summary": " ".join(["Termin mit", *chance.choices(words, k=25)]),
        }


def _vocabulary(chance: Random) -> list[str]:
    """20,000 words of two to four syllables, the first of them over and over."""
    words = ["".join(_syllables(chance)) for _ in range(20_000)]
    return [RARE, *words, *(200 * words[:100])]


def _syllables(chance: Random) -> Iterator[str]:
    for _ in range(chance.randint(2, 4)):
        yield chance.choice(_CONSONANTS) + chance.choice(_VOWELS)
        yield chance.choice(_CONSONANTS) if chance.random() < 0.5 else ""  # noqa: PLR2004 - half
