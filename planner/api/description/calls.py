"""Every call that there is: one method at one address."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.api.resources import OF_CUSTOMER, OF_PLAN, SHAPE_OF_FIELDS, SHAPE_OF_TEAMS
from planner.api.routes import VERBS
from planner.planfiles.items import (
    ACTIVITIES,
    CUSTOMERS,
    ENTRIES,
    GOALS,
    PEOPLE_SHAPE,
    PLANS,
)
from planner.planfiles.shapes import Shape

_SHAPES: Final = {
    **dict.fromkeys(("customers", "customer"), CUSTOMERS),
    **dict.fromkeys(("plans", "plan"), PLANS),
    **dict.fromkeys(("entries", "entry"), ENTRIES),
    **dict.fromkeys(("people", "person"), PEOPLE_SHAPE),
    **dict.fromkeys(("teams", "team"), SHAPE_OF_TEAMS),
    **dict.fromkeys(("fields", "field"), SHAPE_OF_FIELDS),
    **dict.fromkeys(("claim", "completion"), ACTIVITIES),
    "commitment": GOALS,
}
_LISTS: Final = frozenset(
    {
        *("customers", "of_customer", "plans", "of_plan", "entries", "people", "teams", "fields"),
        *("renewals", "saved_views"),
        *("webhooks", "webhook_deliveries"),
    }
)
_OF_WEBHOOKS: Final = "webhook"
_CHOICE: Final = re.compile(r"<any\(([^)]*)\):\w+>")
_ARGUMENT: Final = re.compile(r"<(?:int:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Call:
    """`path` is below `/api/v1`, with its arguments in braces; `shape` is what it is about, unless
    that is no item of the plan file."""

    method: str
    path: str
    endpoint: str
    shape: Shape | None

    @property
    def arguments(self) -> list[str]:
        return re.findall(r"\{(\w+)\}", self.path)

    @property
    def is_list(self) -> bool:
        return self.endpoint in _LISTS

    @property
    def is_item(self) -> bool:
        """Whether it is one of a list, that has a version."""
        return not self.is_list and (
            self.shape is not None or "{key}" in self.path or self.endpoint == _OF_WEBHOOKS
        )

    @property
    def is_verb(self) -> bool:
        """Whether it is what people do to an item, and not the item."""
        return self.endpoint in VERBS

    @property
    def group(self) -> str:
        """What it is listed below: the name of its list."""
        if self.endpoint.startswith(_OF_WEBHOOKS):
            return f"{_OF_WEBHOOKS}s"
        if self.shape is not None:
            return self.shape.list
        return [part for part in self.path.split("/") if not part.startswith("{")][-1]

    @property
    def name(self) -> str:
        parts = [part.strip("{}") for part in self.path.split("/") if part]
        return "_".join([self.method.lower(), *parts])


def calls_of(paths: Mapping[str, str], methods: Mapping[str, Iterable[str]]) -> Iterator[Call]:
    """`paths` are the rules of the routing map with what they lead to, and `methods` what that
    takes."""
    for rule, endpoint in paths.items():
        for path, shape in _each(rule, endpoint):
            for method in methods[endpoint]:
                yield Call(method, _ARGUMENT.sub(r"{\1}", path), endpoint, shape)


def _each(rule: str, endpoint: str) -> Iterator[tuple[str, Shape | None]]:
    """The addresses that a rule stands for."""
    choice = _CHOICE.search(rule)
    if choice is None:
        yield rule, _SHAPES.get(endpoint)
        return
    known = OF_CUSTOMER | OF_PLAN
    for name in choice[1].split(","):
        yield rule.replace(choice[0], name), known[name]
