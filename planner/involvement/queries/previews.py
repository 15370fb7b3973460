"""What a rule would do, before it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.database import db
from planner.involvement.queries import needs
from planner.involvement.queries.needs import NeedOfSpecialist
from planner.models import InvolvementRule
from planner.queries.web import choices

PAGE = 50
MANY = 100
"""From so many at once on somebody has to say that it is meant."""


@dataclass(frozen=True, slots=True)
class Preview:
    """`coming` are those whom it would bring in now, `nobody` where nobody could come."""

    coming: list[NeedOfSpecialist]
    nobody: list[NeedOfSpecialist]
    fields: dict[int, str]

    @property
    def people(self) -> int:
        return len({need.choice.person_id for need in self.coming if need.choice})

    @property
    def plans(self) -> int:
        return len({need.plan_id for need in self.coming})

    @property
    def is_large(self) -> bool:
        return len(self.coming) >= MANY

    @property
    def finds_nobody(self) -> bool:
        """Whether it is wanted somewhere, and could be done nowhere."""
        return bool(self.nobody) and not self.coming

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.coming) // PAGE))

    def page(self, number: int) -> Sequence[NeedOfSpecialist]:
        return self.coming[(number - 1) * PAGE : number * PAGE]

    @property
    def fields_without(self) -> list[str]:
        """The fields for which nobody could come on some plan."""
        return sorted({self.fields[need.field_id] for need in self.nobody})


def preview_of(rule: InvolvementRule) -> Preview:
    """What this rule would do to all open plans as they are."""
    with db.session.no_autoflush:
        found = list(needs.needs_of_all([rule]))
    return Preview(
        [need for need in found if need.choice],
        [need for need in found if not need.choice],
        dict(choices.choices_of_fields()),
    )
