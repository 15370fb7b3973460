"""How a field at a customer is looked after, from what is known of it; nothing is of a person."""

import datetime
import enum
from dataclasses import dataclass
from decimal import Decimal

CONTACT_DAYS = 90
"""After so many days without a talk a field counts as quiet, unless the reader says otherwise."""
ENDING_DAYS = 60
"""So many days before its last day a plan is about to end, unless the reader says otherwise."""


class CoverageState(enum.StrEnum):
    """From what most wants a look to what least does."""

    GAP = "gap"
    QUIET = "quiet"
    STARTED = "started"
    COVERED = "covered"
    NONE = "none"


class Reason(enum.StrEnum):
    """Why a state is what it is."""

    NO_PLAN = "no_plan"
    NOBODY = "nobody"
    NO_TALK = "no_talk"
    OLD_TALK = "old_talk"
    NO_NEXT = "no_next"
    OVERDUE = "overdue"
    ALL_THERE = "all_there"
    NO_POTENTIAL = "no_potential"


@dataclass(frozen=True, slots=True)
class KnownOfField:
    """What is known of one field at one customer. `specialists` are those on an open plan,
    `next_due` the first day from today on that an unfinished activity is due."""

    potential: Decimal
    has_plan: bool
    specialists: int
    talked_on: datetime.date | None
    next_due: datetime.date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class Judgement:
    state: CoverageState
    reasons: tuple[Reason, ...]


def judge(known: KnownOfField, today: datetime.date, contact_days: int = CONTACT_DAYS) -> Judgement:
    """The state of one cell. Without potential there is nothing to cover, whatever goes on."""
    if known.potential <= 0:
        return Judgement(CoverageState.NONE, (Reason.NO_POTENTIAL,))
    if not known.has_plan:
        return Judgement(CoverageState.GAP, (Reason.NO_PLAN,))
    if not known.specialists:
        return Judgement(CoverageState.GAP, (Reason.NOBODY,))
    missing = _missing(known, today, contact_days)
    if not missing:
        return Judgement(CoverageState.COVERED, (Reason.ALL_THERE,))
    is_quiet = Reason.NO_NEXT in missing and not missing.isdisjoint(
        {Reason.NO_TALK, Reason.OLD_TALK}
    )
    reasons = tuple(reason for reason in Reason if reason in missing)
    return Judgement(CoverageState.QUIET if is_quiet else CoverageState.STARTED, reasons)


def _missing(known: KnownOfField, today: datetime.date, contact_days: int) -> set[Reason]:
    missing = set()
    if known.talked_on is None:
        missing.add(Reason.NO_TALK)
    elif known.talked_on < today - datetime.timedelta(days=contact_days):
        missing.add(Reason.OLD_TALK)
    if known.next_due is None:
        missing.add(Reason.NO_NEXT)
    if known.overdue:
        missing.add(Reason.OVERDUE)
    return missing


def judge_together(cells: int, uncovered: int) -> CoverageState:
    """The state of a field at many customers: so many with potential, so many without anybody."""
    if not cells:
        return CoverageState.NONE
    return CoverageState.GAP if uncovered else CoverageState.COVERED
