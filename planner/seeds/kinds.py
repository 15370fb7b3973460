"""The kinds of plan that the demo story has, each made of parts; together they show every age."""

from collections.abc import Callable, Iterable, Iterator

from planner.seeds import calling, early, extras, joint, over, valuing
from planner.seeds.data import CustomerData
from planner.seeds.reviewing import reviewed_together
from planner.seeds.showcase import to_do_today
from planner.seeds.story import Story
from planner.seeds.timeline import Script

_Part = Callable[[Story], Iterable[Script]]

_ALONE: tuple[_Part, ...] = (early.alone, early.owner_visits, extras.asked_questions)
_BESIDE: tuple[_Part, ...] = (early.by_policy, early.screened, extras.asked_questions)
_TOGETHER: tuple[_Part, ...] = (
    early.by_policy,
    early.screened,
    extras.planned_deals,
    extras.asked_questions,
    joint.calls,
)
_HEALTHY: tuple[_Part, ...] = (
    *_TOGETHER,
    joint.shared_goals,
    joint.visits,
    joint.specialist_ideas,
    joint.own_idea,
    joint.joint_reviews,
    joint.work,
)


def _but(parts: tuple[_Part, ...], without: _Part, *instead: _Part) -> tuple[_Part, ...]:
    return (*(part for part in parts if part is not without), *instead)


_KINDS: dict[str, tuple[_Part, ...]] = {
    # The dinosaur age
    "no_specialist": (*_ALONE, early.screened, early.just_asked_to_join),
    "door_closed": (*_ALONE, early.screened, early.turned_away_from_plan),
    "unscreened": (*_ALONE, early.screened_long_ago),
    # The Neanderthal age
    "silent": (*_BESIDE, early.nothing_of_late),
    "undocumented": (*_BESIDE, early.visits_kept_to_oneself),
    # The stone age
    "kept_out": (
        *_BESIDE,
        early.owner_visits,
        early.turned_away_from_customer,
        early.work_of_ones_own,
    ),
    "two_forts": (*_BESIDE, early.owner_visits, early.work_of_ones_own),
    # The bronze age
    "unclaimed": (*_BESIDE, early.owner_visits, early.doors_opened),
    "stranger": (
        early.by_invitation,
        early.screened,
        early.owner_visits,
        early.work_of_ones_own,
    ),
    # The iron age, in which one thing or another is missing
    "no_goals": _but(_HEALTHY, joint.shared_goals),
    "unshared": _but(_HEALTHY, joint.shared_goals, joint.goals_from_above),
    "diverging": (*_HEALTHY, joint.pulled_apart),
    "no_ideas": _but(_HEALTHY, joint.specialist_ideas),
    "one_sided_work": (
        *_TOGETHER,
        joint.shared_goals,
        joint.visits_led_by_specialist,
        joint.specialist_ideas,
        joint.joint_reviews,
    ),
    "no_follow_up": (
        *_TOGETHER,
        joint.shared_goals,
        joint.visits_without_next_step,
        joint.specialist_ideas,
        joint.joint_reviews,
    ),
    "overdue": _but(_HEALTHY, joint.work, joint.broken_promises),
    "unsteered": _but(_HEALTHY, joint.joint_reviews, joint.review_long_ago),
    # The modern age
    "together": (
        *_HEALTHY,
        joint.introduction_granted,
        extras.potential_elsewhere,
        extras.running_contract,
    ),
    "showcase": (
        *_HEALTHY,
        extras.running_contract,
        extras.contracts_of_every_kind,
        extras.contracts_in_every_state,
        to_do_today,
        reviewed_together,
    ),
    # No ages
    "kick_off": (early.screened, early.just_begun),
    "first_steps": (early.screened, early.first_weeks),
    "solo": (*_ALONE, early.screened_in_vain),
    "draft": (early.screened, early.drafted),
    "agreed": (early.screened, early.agreed_upon),
    "closed": (over.period_over,),
    "no_plan": (early.screened,),
}


def scripts_of(story: Story) -> Iterator[Script]:
    """Everything that is told of one customer."""
    told = story.told
    yield _winning(story)
    if told.earlier:
        yield from over.earlier_plan(story)
    for part in _KINDS[told.kind]:
        yield from part(story)
    if told.contract is not None:
        waiting = told.contract == "waiting"
        yield from extras.handover_waiting(story) if waiting else extras.handed_over(story)
    if told.stage == "former":
        yield from extras.account_closed(story)
    elif told.stage == "customer" and not told.lags and not _has_signed(told):
        yield from extras.account_held(story)
    yield from _asked_of_others(story)


def _asked_of_others(story: Story) -> Iterator[Script]:
    """What executives and value specialists are called for."""
    told = story.told
    if told.sponsor:
        yield from calling.executive_called(story)
    if told.business_case:
        yield from valuing.value_shown(story)
    if told.value_request:
        yield from valuing.value_asked(story)


def _has_signed(told: CustomerData) -> bool:
    """Whether its story tells of a contract already."""
    return told.contract is not None or extras.running_contract in _KINDS[told.kind]


def _winning(story: Story) -> Script:
    yield 690
    story.win()
