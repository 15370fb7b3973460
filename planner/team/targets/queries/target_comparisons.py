"""Targets against what was won and is planned in their scope, each on its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from planner.access import teams_of
from planner.insights.pipeline import Comparison, PipelineSum
from planner.models import Person, Target, Team
from planner.queries.plan import targets
from planner.queries.web.customer_filter import NOTHING
from planner.team.pipeline.queries.pipeline_filter import PipelineFilter
from planner.team.targets.queries import target_sums


@dataclass(frozen=True, slots=True)
class Compared:
    """`beside` has what lies in the scope in other currencies, which does not count."""

    target: targets.TargetRow
    comparison: Comparison
    beside: dict[str, PipelineSum]
    scope: PipelineFilter


def in_filter(reader: Person, wanted: PipelineFilter) -> list[Compared]:
    """The targets that a look at the pipeline touches. Each is compared over its own whole period,
    and with all customers of its team, whatever else is asked for."""
    conditions: list[ColumnElement[bool]] = [
        targets.targets_in_period(wanted.starts_on, wanted.ends_on)
    ]
    if wanted.team:
        team = None if wanted.team == NOTHING else int(wanted.team)
        conditions.append(Target.team_id.in_(teams_of(team)))
    if wanted.region:
        region = None if wanted.region == NOTHING else wanted.region
        conditions.append(Team.region == region)
    if wanted.field:
        conditions.append(
            Target.field_id == (None if wanted.field == NOTHING else int(wanted.field))
        )
    return compared(reader, targets.all_targets(reader, *conditions))


def compared(reader: Person, found: Sequence[targets.TargetRow]) -> list[Compared]:
    """Two statements at most, however many targets."""
    sums = target_sums.sums_of_targets(reader, found) if found else {}
    return [_compared(target, sums.get(target.id, {})) for target in found]


def _compared(target: targets.TargetRow, sums: dict[str, PipelineSum]) -> Compared:
    beside = {currency: one for currency, one in sums.items() if currency != target.currency}
    comparison = Comparison(target.amount, sums.get(target.currency, PipelineSum()))
    return Compared(target, comparison, beside, target_sums.scope_of(target))
