"""What the rating is told about a plan, in the words of the specification.

Two suppliers fill these classes, one from a plan file and one from the database. Roles, kinds,
states and origins are the very values of the plan file schema; a `StrEnum` with those values
serves as well as a plain string. People, goals and activities are referred to by key. Days are
dates, amounts and targets are `Decimal`. No list needs to be in any order, except that the
entries of a conversation come in the order of the file. `people` holds everybody whom the items
name; others among them do no harm.

The `reference` of an item is the text by which a rating names it as evidence. Some of what stands
here the rating does not ask for: shares, competitors, channels, contacts, what belongs to a
contract. The rules before and after the signature do, and a supplier for the rating alone may leave
it out.
"""

from datetime import date
from decimal import Decimal

from planner.rating.people import MemberFact, PersonFact, RequestFact
from planner.rating.value import value


@value
class CompetitorFact:
    name: str
    share: Decimal | None = None


@value
class PotentialFact:
    field: str
    annual_value: Decimal
    screened_on: date
    status: str = "open"
    share_of_wallet: Decimal | None = None
    unit: str | None = None
    competitors: tuple[CompetitorFact, ...] = ()

    @property
    def is_promising(self) -> bool:
        """Whether there is something to win: open or qualified, and above 0."""
        return self.status in ("open", "qualified") and self.annual_value > 0

    @property
    def reference(self) -> str:
        return f"potential:{self.field}"


@value
class CommitmentFact:
    person: str
    on: date
    target: Decimal | None = None


@value
class GoalFact:
    key: str
    status: str
    origin: str = "joint"
    target: Decimal | None = None
    commitments: tuple[CommitmentFact, ...] = ()

    @property
    def is_live(self) -> bool:
        return self.status == "active"

    @property
    def reference(self) -> str:
        return f"goal:{self.key}"


@value
class ActivityFact:
    key: str
    kind: str
    created_by: str
    created_on: date
    status: str
    customer_facing: bool = False
    assignee: str | None = None
    claimed_on: date | None = None
    participants: tuple[str, ...] = ()
    due_on: date | None = None
    done_on: date | None = None
    field: str | None = None
    contract: str | None = None

    @property
    def people(self) -> frozenset[str]:
        """Who was in the activity: its assignee and its participants."""
        if self.assignee is None:
            return frozenset(self.participants)
        return frozenset((self.assignee, *self.participants))

    @property
    def met_customer(self) -> bool:
        """Whether it is customer-facing and done."""
        return self.customer_facing and self.status == "done"

    @property
    def assigned_on(self) -> date | None:
        """The day of its claim, or of its creation where it has an assignee and no claim."""
        if self.assignee is None:
            return None
        return self.created_on if self.claimed_on is None else self.claimed_on

    @property
    def reference(self) -> str:
        return f"activity:{self.key}"


@value
class EntryFact:
    """One entry of a conversation; `index` is 0 for the first in the file."""

    conversation: str
    index: int
    on: date
    author: str
    state: str
    participants: tuple[str, ...] = ()
    next_step: str | None = None
    activity: str | None = None
    channel: str = "other"
    contacts: tuple[str, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Who was in the conversation: the entry's author and its participants."""
        return frozenset((self.author, *self.participants))

    @property
    def names_next_step(self) -> bool:
        """Whether there is a next step; blanks alone name none."""
        return self.next_step is not None and bool(self.next_step.strip())

    @property
    def reference(self) -> str:
        return f"entry:{self.conversation}/{self.index}"


@value
class ConversationFact:
    key: str
    entries: tuple[EntryFact, ...] = ()
    field: str | None = None
    contract: str | None = None

    @property
    def reference(self) -> str:
        return f"conversation:{self.key}"


@value
class IdeaFact:
    key: str
    proposed_by: str
    on: date
    status: str
    adopted_by: str | None = None
    decided_on: date | None = None


@value
class ReviewFact:
    on: date
    by: str
    attendees: tuple[str, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Who attended; the leader counts as an attendee."""
        return frozenset((self.by, *self.attendees))


@value
class Facts:
    """Everything about one plan that a rating may look at."""

    customer: str
    status: str
    activated_on: date | None
    people: tuple[PersonFact, ...] = ()
    potentials: tuple[PotentialFact, ...] = ()
    members: tuple[MemberFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    goals: tuple[GoalFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    conversations: tuple[ConversationFact, ...] = ()
    ideas: tuple[IdeaFact, ...] = ()
    reviews: tuple[ReviewFact, ...] = ()
