"""What a card says of one noun."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.access import Permission
from planner.actions.history.event_names import field_of
from planner.actions.history.events import NOT_RECORDED
from planner.actions.history.row_json import table_of
from planner.database import Base
from planner.models import Event, OfContract, OfCustomer
from planner.models.item_lists import LISTS, lists_of
from planner.models.mixins import Commented, Rated, Searched
from planner.nouns.hand import Hand
from planner.nouns.kept import Kept
from planner.nouns.tabs import Tab
from planner.queries.plan.counts import Count
from planner.queries.plan.plan_page import PlanPage

# By which plan files and other programs know it.
KEYS = frozenset({"key", "foreign_system", "foreign_key", "foreign_url"})


@dataclass(frozen=True, slots=True)
class Section:
    """Where the page of a plan shows all of a noun, under the name of its table."""

    tab: Tab
    template: str
    """With one root element."""
    read: Callable[[PlanPage], Any]
    """What the template is given, under the name of the table."""
    count: Count | None = None
    """How many there are, for the number at its tab; without, they are not counted there."""
    also: tuple[str, ...] = ()
    """The tables of other nouns that the template needs as well."""
    glance: "Glance | None" = None
    """Without, the overview leaves it to its tab."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What the overview shows of a noun: the little of it that matters most."""

    template: str
    """With one root element, whose id is the name of the table with `_glance` behind it."""
    read: Callable[[PlanPage], Any]
    """What the template is given, under the name of its root."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page on which one of it is shown by itself."""

    endpoint: str
    shows: frozenset[str] = frozenset()
    """Of which other nouns it shows something, so that it listens to their changes."""


@dataclass(frozen=True, slots=True)
class Noun:
    """One thing that the program keeps. What its card does not say, it does not have."""

    name: str
    """What the types of its events begin with."""
    model: type[Base]
    happened: Mapping[str, str]
    """What can happen to it, by verb, in the words of the history."""
    many: str | None = None
    """What a history that is narrowed down to it is called."""

    section: Section | None = None
    also_in: tuple[str, ...] = ()
    """The other sections that show something of it."""

    page: Page | None = None
    """Without, it has a place on that of its plan, or of what it is a part of."""
    also_on: tuple[str, ...] = ()
    """The endpoints of other pages that show something of it, and listen to its changes."""
    views: tuple[str, ...] = ()
    """The modules of all its pages, below `planner`; their names only, since they stand above."""
    part_of: "Noun | None" = None
    update: Callable[..., None] | None = None
    """Changes one, by a mapping of values and `by` whom; without, no earlier value comes back."""
    fixed: frozenset[str] = frozenset()
    """What does not come back by itself, since it says who did what when, or has a verb."""
    needs: Permission | None = None
    """What it takes to change one. Without, nothing that was done to it can be undone."""
    needs_for: Mapping[str, Permission] = field(default_factory=dict)
    """What else it takes for some of what can happen to it, by verb."""
    by_oneself: frozenset[str] = frozenset()
    """The verbs of what nobody does, or takes back, in the place of somebody else."""
    final: frozenset[str] = frozenset()
    """The verbs of what cannot be undone."""
    leads: frozenset[str] = frozenset()
    """The verbs of what is undone with all that followed from it in its act, also with what could
    not be undone by itself."""
    check_undo: Callable[[Sequence[Event]], None] | None = None
    """Raises Refused where others have gone on from such an act, which is given in its order, in a
    way that what each of its events has changed does not tell."""
    carries: frozenset[str] = frozenset()
    """The verbs whose act is judged, and taken back, as a whole: all else in it follows."""
    as_of_day: bool = False
    """Whether the plan as it was on another day shows it."""
    count_changed: Callable[[int], str] | None = None
    """That so many were changed by others, for who comes back to a plan."""
    hand: Hand = field(default_factory=Hand)
    """Without, a plan file brings in all that one may change."""
    kept_for: Kept | None = None
    """Without, it says nothing about people, or each of its columns is thought of by itself."""

    @property
    def is_commented(self) -> bool:
        return issubclass(self.model, Commented)

    @property
    def outlasts_plans(self) -> bool:
        """Whether it is a customer's own: what is said to it is said in one of the plans."""
        return issubclass(self.model, (OfCustomer, OfContract))

    @property
    def is_rated(self) -> bool:
        return issubclass(self.model, Rated)

    @property
    def searched(self) -> tuple[str, ...]:
        """The texts by which the search finds one, first what it is called."""
        return self.model.searched if issubclass(self.model, Searched) else ()

    @property
    def hangs_on_customer(self) -> bool:
        """Whether it goes with a customer, or with a plan of it."""
        return not {"customer_id", "plan_id"}.isdisjoint(table_of(self.model).c.keys())

    @property
    def shown_in(self) -> tuple[str, ...]:
        """The sections that are to be made anew when one of it has changed."""
        return (self.table, *self.also_in) if self.section else self.also_in

    @property
    def said(self) -> frozenset[str]:
        """What the history tells of one: its columns and its lists, under the names there."""
        table = table_of(self.model)
        columns = {field_of(c.name) for c in table.c if c.name not in NOT_RECORDED}
        return frozenset(columns | {LISTS[of.name] for of in lists_of(table)})

    @property
    def restorable(self) -> frozenset[str]:
        """What can be set to what it was; all else follows from it or from what people do."""
        return self.said - self.fixed - KEYS if self.update else frozenset()

    @property
    def tables(self) -> tuple[str, ...]:
        """Its own, and those of its lists."""
        return (self.table, *(of.name for of in lists_of(table_of(self.model))))

    @property
    def table(self) -> str:
        """What it is called in addresses, and as the subject of events."""
        return str(self.model.__tablename__)
