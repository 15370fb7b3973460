"""What is there already of one noun, and how records of it are brought in through its actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.dirt import Dirt
from planner.imports.matching import fold_name
from planner.imports.records import Source
from planner.imports.writing.merging import news
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Customer, Deal, Field, Person, Team

RegisteredNoun = TypeVar("RegisteredNoun", Field, Person, Team)


@dataclass(frozen=True, slots=True)
class Actions(Generic[RegisteredNoun]):
    """`find_alike` finds what is the same by values that no two may share, such as a name."""

    noun: type[RegisteredNoun]
    create: Callable[..., RegisteredNoun]
    update: Callable[..., None]
    find_alike: Callable[[Values], RegisteredNoun | None]


class Register(Generic[RegisteredNoun]):
    def __init__(self, actions: Actions[RegisteredNoun], system: str, outcome: Outcome) -> None:
        self._actions: Actions[RegisteredNoun] = actions
        self._outcome = outcome
        noun = actions.noun
        ours = db.session.scalars(select(noun).where(noun.foreign_system == system))
        self._known: dict[str, RegisteredNoun] = {
            number_of(subject.foreign_key or ""): subject for subject in ours
        }
        self._seen: set[str] = set()
        self._says_anything = False
        outcome.add(noun, Fate.CREATED, 0)

    def see(self, source: Source) -> None:
        """Note that the export names it, though it says nothing of it."""
        self._seen.add(number_of(source.key))

    def find(self, source: Source) -> RegisteredNoun | None:
        return self._known.get(number_of(source.key))

    def settle(
        self,
        source: Source,
        values: Values,
    ) -> RegisteredNoun | None:
        """The thing that a record stands for, made or changed; None if it was refused, which is
        noted. What is None in `values` was not said."""
        self.see(source)
        self._says_anything = True
        said = {name: value for name, value in values.items() if value is not None}
        subject = self.find(source)
        alike = None if subject else self._actions.find_alike(said)
        if alike is not None and alike.foreign_system is not None:
            # It is another record's already, of this program or of one more: both share it.
            self._outcome.add(self._actions.noun, Fate.UNCHANGED, place=source.place)
            return alike
        said |= foreign_to_be_said(source, subject)
        try:
            return self._written(subject or alike, said, source.place)
        except Refused as refusal:
            self._outcome.problems.append(f"{source.place}: “{values['name']}”: {refusal}")
            return None

    def leave(self, source: Source, subject: RegisteredNoun) -> RegisteredNoun:
        """Let a thing that is here be as it is, but find it by its number from now on."""
        self.see(source)
        by_name = source.system, fold_name(subject.name)
        if (subject.foreign_system, subject.foreign_key) in ((None, None), by_name):
            subject.foreign_system, subject.foreign_key = source.system, source.key
        self._outcome.add(self._actions.noun, Fate.UNCHANGED, place=source.place)
        return subject

    def note_gone(self) -> None:
        """Note what earlier imports brought and this export has not, if it says anything of any."""
        if not self._says_anything:
            return
        for key, subject in self._known.items():
            if key not in self._seen:
                note_gone(self._actions.noun, subject.name, self._outcome)

    def _written(
        self, subject: RegisteredNoun | None, values: Values, place: str
    ) -> RegisteredNoun:
        actions, fate = self._actions, Fate.UNCHANGED
        if subject is None:
            subject, fate = actions.create(values, by=None), Fate.CREATED
        elif changes := news(subject, values, self._outcome):
            actions.update(subject, {"name": subject.name, **changes}, by=None)
            fate = Fate.CHANGED
        self._outcome.add(actions.noun, fate, place=place)
        return subject


def foreign(source: Source) -> dict[str, str]:
    """The columns by which a thing is found again; a link back only where there is one."""
    columns = {"foreign_system": source.system, "foreign_key": source.key}
    return columns | ({"foreign_url": source.url} if source.url else {})


def foreign_to_be_said(source: Source, subject: Any) -> dict[str, str]:
    """One that has a number keeps it, also where the export writes the same in another way."""
    if subject is None or subject.foreign_system is None:
        return foreign(source)
    return {"foreign_url": source.url} if source.url else {}


def note_gone(noun: type[Customer | Deal | Field | Person | Team], name: str, to: Outcome) -> None:
    """Report what an earlier import brought and this export no longer has."""
    to.noted.add(Dirt.GONE_FROM_EXPORT, noun.__tablename__, place=f"“{name}”")
