"""What rules ask for that is not there yet, and who is to come."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner import clock
from planner.insights.working_days import working_days_later
from planner.involvement.queries import situations
from planner.involvement.queries.choosing import Chooser, ChosenSpecialist
from planner.involvement.queries.situations import DoneByRule, PlanSituation
from planner.models import InvolvementRule
from planner.models.involvement import InvolvementStatus


@dataclass(frozen=True, slots=True)
class NeedOfSpecialist:
    """A field of a plan in which a rule wants somebody; without a `choice` there is nobody."""

    plan_id: int
    customer: str
    field_id: int
    rule: InvolvementRule
    choice: ChosenSpecialist | None

    @property
    def answer_by(self) -> datetime.date:
        """Until when who is asked today answers."""
        return working_days_later(clock.today(), self.rule.working_days or 1)


def needs_of_plans(
    plans: Iterable[PlanSituation], rules: Sequence[InvolvementRule], chooser: Chooser
) -> Iterator[NeedOfSpecialist]:
    """Of two rules that want the same, the first one that finds somebody decides."""
    for plan in plans:
        asked: set[int] = set()
        for rule in rules:
            for field_id in _fields(rule, plan):
                if field_id not in asked and _is_missing(rule, plan, field_id):
                    need = _need(rule, plan, field_id, chooser)
                    asked |= {field_id} if need.choice else set()
                    yield need


def needs_of_all(rules: Sequence[InvolvementRule]) -> Iterator[NeedOfSpecialist]:
    """The same of all open plans."""
    chooser, after = Chooser(), 0
    while plans := situations.next_plans(after):
        yield from needs_of_plans(plans, rules, chooser)
        after = plans[-1].plan_id


def _fields(rule: InvolvementRule, plan: PlanSituation) -> list[int]:
    """Those in which the rule wants somebody on this plan."""
    if rule.segment is not None and rule.segment != plan.segment:
        return []
    if rule.stage is not None and rule.stage is not plan.stage:
        return []
    if rule.field_id is not None and rule.least_potential is None:
        return [rule.field_id]
    least = rule.least_potential or 0
    found = (field for field, value in plan.potentials.items() if value >= least)
    return sorted(field for field in found if rule.field_id in (None, field))


def _is_missing(rule: InvolvementRule, plan: PlanSituation, field_id: int) -> bool:
    """Nobody of the field is there or asked, nothing was decided against it, and nobody was taken
    off whom this very rule had brought."""
    if field_id in plan.covered or plan.is_excepted(field_id):
        return False
    done = plan.done.get(field_id, [])
    if any(each.status is InvolvementStatus.ASKED for each in done):
        return False
    return not any(
        each.status is InvolvementStatus.JOINED and each.is_active for each in _of(rule, done)
    )


def _need(
    rule: InvolvementRule, plan: PlanSituation, field_id: int, chooser: Chooser
) -> NeedOfSpecialist:
    """Who is on the plan already, or has declined or not answered, is not asked again."""
    tried = {each.person_id for each in _of(rule, plan.done.get(field_id, []))}
    choice = chooser.choose(rule, field_id, plan.region, tried | plan.people)
    return NeedOfSpecialist(plan.plan_id, plan.customer, field_id, rule, choice)


def _of(rule: InvolvementRule, done: Iterable[DoneByRule]) -> Iterator[DoneByRule]:
    """What the rule has done as it is now."""
    return (each for each in done if (each.rule_id, each.version) == (rule.id, rule.version))
