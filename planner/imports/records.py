"""What every reader yields: plain records in this program's words, each with its foreign name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Self

from planner.imports.findings import Finding, Places
from planner.imports.scratch import Scratch
from planner.models.kinds import ActivityKind, ActivityStatus, DealStatus, Role, Stage


class Kept:
    """Goes into a file and comes back as the plain values that it is made of."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Source(Kept):
    """Where a record comes from: `key` is what the foreign `system` itself calls the thing.

    System and key find the record again at the next import. `url` is a link back, where the
    export has one. `place` is `file:line`, for messages; two records
    that differ in their place alone are equal.
    """

    system: str
    key: str
    url: str | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class TeamRecord:
    key: str
    name: str
    source: Source
    region: str | None = None
    lead_key: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody who sells or leads. By `email` somebody who is here is found; it is not stored, so
    that no file lets anybody in. With `found_by_name` it is the one who is here under that name, if
    there is just one. With `only_named` nothing is said of them but that.
    """

    key: str
    name: str
    role: Role
    source: Source
    team_key: str | None = None
    field_key: str | None = None
    email: str | None = None
    unit: str | None = None
    found_by_name: bool = False
    only_named: bool = False


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """A field of business; `series` groups fields and `price` is what one usually costs."""

    key: str
    name: str
    source: Source
    series: str | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CustomerRecord(Kept):
    """A customer. Amounts are in whole units of `currency` (not thousands or millions).

    `owner_key` and `stage` are what the foreign program says; where it says nothing, `Portfolio`
    concludes them from the deals. `subsidiary_of` is the parent's name as written, and
    `parent_key` its key when it is a customer too. `collecting` marks a stand-in that holds a
    seller's deals without a customer. `known_id` is the customer here for whom it was recognised by
    something else than its number; with `only_named` nothing is said of it but that.
    """

    key: str
    name: str
    source: Source
    industry: str | None = None
    country: str | None = None
    city: str | None = None
    website: str | None = None
    annual_revenue: Decimal | None = None
    currency: str | None = "EUR"
    founded: int | None = None
    employees: int | None = None
    subsidiary_of: str | None = None
    parent_key: str | None = None
    owner_key: str | None = None
    stage: Stage | None = None
    segment: str | None = None
    collecting: bool = False
    known_id: int | None = None
    only_named: bool = False


@dataclass(frozen=True, slots=True)
class ContactRecord(Kept):
    """One of the customer's people."""

    source: Source
    customer_key: str
    name: str
    function: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class ContractRecord(Kept):
    """A contract that is signed; `value` is that of a year."""

    source: Source
    customer_key: str
    title: str
    signed_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DealRecord(Kept):
    """A deal, open or decided. What is None was not said by the foreign program.

    `stage` is the foreign program's word, `status` and `probability` (0 to 1) what it means here.
    `started_on` is when the talks began, `expected_on` when the signature is expected (or came),
    `decided_on` when the deal was won or lost.
    """

    key: str
    title: str
    source: Source
    stage: str
    status: DealStatus
    probability: Decimal
    customer_key: str | None = None
    seller_key: str | None = None
    field_key: str | None = None
    started_on: date | None = None
    expected_on: date | None = None
    decided_on: date | None = None
    value: Decimal | None = None
    currency: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status is DealStatus.PLANNED


@dataclass(frozen=True, slots=True)
class ActivityRecord(Kept):
    """Something that somebody does or did with a customer; `deal` is the key that its source has.

    `status` is planned also where nobody has it. `done_on` is said of what is done; with
    `is_dated` False it is only the day of the import, since the row has none.
    """

    source: Source
    customer_key: str
    title: str
    kind: ActivityKind
    status: ActivityStatus
    created_on: date
    deal: str | None = None
    due_on: date | None = None
    done_on: date | None = None
    owner_key: str | None = None
    text: str | None = None
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Records:
    """All of one export, in the order of the files. Keys are unique within each list but that of
    deals, and of contacts and activities, that have only numbers.

    Every key that a record refers to is in its list. People come with their team's key, teams
    with their lead's: create the people first, then the teams, then join them.
    """

    system: str
    currency: str | None
    teams: tuple[TeamRecord, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    fields: tuple[FieldRecord, ...] = ()
    customers: Collection[CustomerRecord] = ()
    contacts: Collection[ContactRecord] = ()
    contracts: Collection[ContractRecord] = ()
    deals: Collection[DealRecord] = ()
    activities: Collection[ActivityRecord] = ()
    findings: tuple[Finding, ...] = ()
    scratch: Scratch = field(default_factory=Scratch, compare=False, repr=False)
    """Where the writer, too, puts what is too much for the memory."""
    places: Places = field(default_factory=lambda: Places(Scratch()), compare=False, repr=False)

    def counts(self) -> Iterator[tuple[str, int]]:
        """How many records there are of each noun, in the order in which they are written."""
        for noun in (
            *("people", "teams", "fields", "customers", "contacts", "deals", "activities"),
        ):
            yield noun, len(getattr(self, noun))
