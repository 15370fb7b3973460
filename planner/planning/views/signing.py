"""The last step: both sides facing each other, with the goals that each stands by."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.models import GoalStatus, Person, Plan, PlanStatus, Side
from planner.queries.maturity import organisation
from planner.queries.plan import goals, plan_page
from planner.queries.plan.glances.goals import Mark, SideMark, marks
from planner.queries.plan.members import MemberRow
from planner.views.web import Permission, may, me


@dataclass(frozen=True, slots=True)
class SignedGoal:
    """How one side stands to a goal, and under which target."""

    card: goals.GoalCard
    mark: SideMark

    @property
    def target(self) -> Decimal | None:
        """What the side has signed; where it has not, what it would sign."""
        signed = self.card.signed_by(self.mark.side)
        other = next((one.target for one in signed if one.target is not None), None)
        return self.card.goal.target if other is None else other


@dataclass(frozen=True, slots=True)
class Signer:
    """A member, and what still waits for the signature; `agrees` where the plan does as well."""

    member: MemberRow
    waiting: list[goals.GoalCard]
    agrees: bool

    @property
    def is_through(self) -> bool:
        return not self.waiting and not self.agrees


@dataclass(frozen=True, slots=True)
class FacingSide:
    side: Side
    goals: list[SignedGoal]
    signers: list[Signer]


@dataclass(frozen=True, slots=True)
class Apart:
    """A goal that was signed under several targets; `others` are those that it does not have.

    `is_too_far` says that they differ by so much that it does not count as shared.
    """

    card: goals.GoalCard
    signed: list[Decimal]
    others: list[Decimal]
    is_too_far: bool


def signing_parts(plan: Plan, page: plan_page.PlanPage) -> dict[str, object]:
    """What the page of the step shows of it."""
    live = [card for card in page.goals if card.goal.status is GoalStatus.ACTIVE]
    percent = organisation.thresholds().targets_agree_percent
    return {
        "facing": [_facing(side, live, page.members) for side in Side],
        "beside_sides": [signer_of(member, live) for member in page.members if member.side is None],
        "apart": [apart for card in live if (apart := _apart(card, percent))],
        "percent": percent,
        "Mark": Mark,
        "can_begin": plan.status is PlanStatus.AGREED and may(Permission.STEER),
    }


def signer(plan: Plan, person: Person, members: Sequence[MemberRow]) -> Signer | None:
    """Somebody on the plan, with what waits for the signature; None for who is not."""
    live = [card for card in goals.goals_of_plan(plan.id) if card.goal.status is GoalStatus.ACTIVE]
    found = next((member for member in members if member.person_id == person.id), None)
    return signer_of(found, live) if found else None


def signer_of(member: MemberRow, live: Sequence[goals.GoalCard]) -> Signer:
    """Who stands on neither side agrees to the plan and signs no goal."""
    waiting = [card for card in live if _waits(card, member)]
    return Signer(member, waiting, agrees=member.agreed_on is None)


def _waits(card: goals.GoalCard, member: MemberRow) -> bool:
    """Whether nobody of the side has signed, or its target has moved under this one's name."""
    own = card.of(member.person_id)
    if own is not None:
        return own.asked_again
    return member.side is not None and not card.signed_by(member.side)


def _facing(side: Side, live: Sequence[goals.GoalCard], members: Sequence[MemberRow]) -> FacingSide:
    """The reader comes first on the own side."""
    place = list(Side).index(side)
    there = [member for member in members if member.side is side]
    there.sort(key=lambda member: member.person_id != me().id)
    return FacingSide(
        side,
        [SignedGoal(card, marks(card, members)[place]) for card in live],
        [signer_of(member, live) for member in there],
    )


def _apart(card: goals.GoalCard, percent: int) -> Apart | None:
    now = card.goal.target
    signed = [now if one.target is None else one.target for one in card.signatures]
    known = sorted({target for target in signed if target is not None})
    others = [target for target in known if target != now]
    if not others:
        return None
    smallest, largest = known[0], known[-1]
    is_too_far = None in signed or (
        100 * (largest - smallest) > percent * max(abs(smallest), abs(largest))
    )
    return Apart(card, known, others, is_too_far)
