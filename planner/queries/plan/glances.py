"""What the overview of a plan shows of its parts: the little that matters most, never more.

Nothing is read here but what the page reads for its parts anyway.
"""

import datetime
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner import clock
from planner.models.kinds import DealStatus, GoalStatus, Side
from planner.queries.plan import ideas, questions
from planner.queries.plan.activities import ActivityRow
from planner.queries.plan.conversations import ConversationRow
from planner.queries.plan.deals import DealCard, DealMonth
from planner.queries.plan.goals import GoalCard, Signature
from planner.queries.plan.ideas import IdeaCard
from planner.queries.plan.members import MemberRow
from planner.queries.plan.plan_page import PlanPage
from planner.queries.plan.questions import QuestionCard

_GOALS, _ACTIVITIES, _TALKS, _DECISIONS, _MONTHS, _OF_MONTH, _LINES = 10, 5, 5, 3, 6, 2, 6
_NEVER, _LONG_AGO = datetime.date.max, datetime.date.min


class Mark(enum.StrEnum):
    """How a side stands to a goal."""

    SIGNED = "signed"
    ASKED = "asked"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class SideMark:
    """Whose the mark is: who has signed, or who could; nobody where the side has no member."""

    side: Side
    name: str | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class GoalLine:
    card: GoalCard
    marks: tuple[SideMark, SideMark]

    @property
    def waits(self) -> bool:
        """Whether a signature is missing or asked for again."""
        is_live = self.card.goal.status is GoalStatus.ACTIVE
        return is_live and any(one.mark is not Mark.SIGNED for one in self.marks)

    @property
    def _urgency(self) -> tuple[bool, bool, bool, datetime.date]:
        goal = self.card.goal
        is_asked = any(one.mark is Mark.ASKED for one in self.marks)
        is_over = goal.status is not GoalStatus.ACTIVE
        return is_over, not is_asked, not self.waits, goal.due_on or _NEVER


@dataclass(frozen=True, slots=True)
class GoalsGlance:
    lines: list[GoalLine]
    count: int
    shared: int
    waiting: int


def goals(page: PlanPage) -> GoalsGlance:
    """First what is asked for again, then what is not signed, then by day."""
    found = [GoalLine(card, marks(card, page.members)) for card in page.goals]
    found.sort(key=lambda line: line._urgency)  # noqa: SLF001 - its own order
    shared = sum(card.is_shared for card in page.goals)
    return GoalsGlance(found[:_GOALS], len(found), shared, sum(line.waits for line in found))


def marks(card: GoalCard, members: Sequence[MemberRow]) -> tuple[SideMark, SideMark]:
    """How the generalist side and then the specialist side stand to a goal."""
    return (_mark(card, Side.GENERALIST, members), _mark(card, Side.SPECIALIST, members))


def _mark(card: GoalCard, side: Side, members: Sequence[MemberRow]) -> SideMark:
    signed = card.signed_by(side)
    if signed:
        asked = next((one for one in signed if _stands_by_another(one, card)), None)
        return SideMark(side, (asked or signed[0]).name, Mark.ASKED if asked else Mark.SIGNED)
    able = [one for one in members if one.side is side]
    fitting = [one for one in able if card.field and one.field == card.field]
    return SideMark(side, next((one.name for one in fitting + able), None), Mark.UNSIGNED)


def _stands_by_another(signature: Signature, card: GoalCard) -> bool:
    """Whether it is under another target than the goal has now."""
    other = signature.target is not None and signature.target != card.goal.target
    return signature.asked_again or other


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month with the first of its deals, or the months `first` to `last` without any."""

    first: datetime.date
    last: datetime.date
    month: DealMonth | None = None

    @property
    def shown(self) -> list[DealCard]:
        return self.month.deals[:_OF_MONTH] if self.month else []

    @property
    def more(self) -> int:
        return len(self.month.deals) - len(self.shown) if self.month else 0


@dataclass(frozen=True, slots=True)
class DealsGlance:
    """`later` is how many deals are planned behind the last month that is shown."""

    columns: list[MonthColumn]
    later: int
    value: Decimal
    weighted: Decimal
    won: Decimal

    def share(self, value: Decimal) -> int:
        """In percent of all that is won or planned."""
        whole = self.won + self.value
        return int(100 * value / whole) if whole else 0


def deals(page: PlanPage) -> DealsGlance:
    """The next months in which deals are planned; those without are gathered between them."""
    found = page.deals
    won = [one.annual_value for one in found.decided if one.status is DealStatus.WON]
    near = _near(found.months)
    later = sum(len(month.deals) for month in found.months[near:])
    columns = list(_columns(found.months[:near]))
    return DealsGlance(columns, later, found.value, found.weighted, sum(won, Decimal(0)))


def _near(months: Sequence[DealMonth]) -> int:
    """How many of the months there is room for; one is always shown."""
    room = _LINES
    for number, month in enumerate(months[:_MONTHS]):
        room -= min(len(month.deals), _OF_MONTH + 1)
        if room < 0:
            return max(number, 1)
    return _MONTHS


def _columns(months: Sequence[DealMonth]) -> Iterator[MonthColumn]:
    before: datetime.date | None = None
    for month in months:
        if before is not None and (gap := _month_after(before)) < month.first:
            yield MonthColumn(gap, _month_before(month.first))
        yield MonthColumn(month.first, month.first, month)
        before = month.first


def _month_after(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1)


def _month_before(first: datetime.date) -> datetime.date:
    return (first - datetime.timedelta(days=1)).replace(day=1)


@dataclass(frozen=True, slots=True)
class ActivitiesGlance:
    rows: list[ActivityRow]
    count: int
    due: int
    open: int


def activities(page: PlanPage) -> ActivitiesGlance:
    """What is due next."""
    todo, today = page.activities.unfinished, clock.today()
    due = sum(row.due_on is not None and row.due_on <= today for row in todo)
    count = len(todo) + len(page.activities.finished)
    return ActivitiesGlance(
        todo[:_ACTIVITIES], count, due, sum(row.assignee_id is None for row in todo)
    )


@dataclass(frozen=True, slots=True)
class TalksGlance:
    rows: list[ConversationRow]
    topics: int
    talks: int
    last_on: datetime.date | None


def talks(page: PlanPage) -> TalksGlance:
    """The topics talked about last, and the one that has waited longest for a word."""
    going_on = [row for group in page.conversations.going_on for row in group.conversations]
    going_on.sort(key=lambda row: row.last_on or _LONG_AGO, reverse=True)
    stale = [row for row in going_on[_TALKS:] if row.stale_days is not None]
    shown = [*going_on[: _TALKS - 1], stale[-1]] if stale else going_on[:_TALKS]
    everything = page.conversations.rows
    days = [row.last_on for row in everything if row.last_on]
    count = sum(row.talks for row in everything)
    return TalksGlance(shown, len(everything), count, max(days, default=None))


@dataclass(frozen=True, slots=True)
class ToDecide:
    """`count` is how many wait together."""

    ideas: list[IdeaCard]
    questions: list[QuestionCard]
    count: int


def to_decide(page: PlanPage) -> ToDecide:
    """The ideas that nobody has decided on, and the questions that nobody has answered."""
    waiting = [one for one in ideas.of_plan(page.plan.id) if not one.is_decided]
    asked = [one for one in questions.of_plan(page.plan.id) if one.is_open]
    room = max(1, _DECISIONS - len(asked))
    shown = waiting[:room]
    return ToDecide(shown, asked[: _DECISIONS - len(shown)], len(waiting) + len(asked))
