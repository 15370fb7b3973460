"""What an import did, or would do, in the words in which people read it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from planner.planfiles.edits import Edit, Verb
from planner.planfiles.hands.left_out import LeftOut
from planner.planfiles.incoming.drafts import Draft


class FieldChange(NamedTuple):
    """A value before and after, with names in place of references; None where there is none.

    Of what is new, and of what goes, only what it says. Dates are texts in ISO form, and lists are
    lists of names or texts.
    """

    field: str
    old: Any
    new: Any


class PlanFileChange:
    """Something that was created, changed or removed."""

    def __init__(self, draft: Draft, edit: Edit) -> None:
        self._draft = draft
        self._edit = edit

    @property
    def noun(self) -> str:
        """As in the types of events: `goal`, `business_case`."""
        return self._edit.shape.noun

    @property
    def name(self) -> str:
        return self._draft.name_of(self._edit)

    @property
    def fields(self) -> list[FieldChange]:
        named, targets = self._draft.directory.named, self._edit.shape.targets
        return [
            FieldChange(name, named(targets[name], old), named(targets[name], new))
            if name in targets
            else FieldChange(name, old, new)
            for name, (old, new) in self._edit.changes.items()
        ]


@dataclass(frozen=True, slots=True)
class PlanFileOutcome:
    """What became, or would become, of a customer with its plan."""

    customer: str
    """Its key."""
    customer_name: str
    plan_id: int | None
    """None in a preview of a plan that is not there yet."""
    created: tuple[PlanFileChange, ...]
    changed: tuple[PlanFileChange, ...]
    removed: tuple[PlanFileChange, ...]
    reordered: tuple[str, ...]
    """The lists whose items change places, by their names in the file."""
    left_out: tuple[LeftOut, ...] = ()
    """What the file says besides, and is not brought in."""

    @property
    def changes_nothing(self) -> bool:
        return not (self.created or self.changed or self.removed or self.reordered)


def outcome_of(draft: Draft) -> PlanFileOutcome:
    """What a draft changes, for those who read it before or after it is written."""
    changes: dict[Verb, list[PlanFileChange]] = {verb: [] for verb in Verb}
    for edit in draft.edits:
        if edit.verb:
            changes[edit.verb].append(PlanFileChange(draft, edit))
    return PlanFileOutcome(
        customer=draft.customer.values["key"],
        customer_name=draft.customer.values["name"],
        plan_id=draft.plan.id,
        created=tuple(changes[Verb.CREATED]),
        changed=tuple(changes[Verb.UPDATED]),
        removed=tuple(changes[Verb.DELETED]),
        reordered=tuple(dict.fromkeys(shape.list for shape in draft.reordered)),
        left_out=tuple(draft.left_out),
    )
