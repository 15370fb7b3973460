"""What has been won and is planned in the scope of each target: its team, field and period."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select

from planner.access import covered_customers, lies_in
from planner.database import rows
from planner.insights.pipeline import PipelineSum
from planner.models import Customer, Person, Target
from planner.queries.plan.targets import TargetRow
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD, Owner
from planner.team.pipeline.queries.pipeline import IS_COUNTED, SUMS, sum_of
from planner.team.pipeline.queries.pipeline_filter import DAY_OF_DEAL, PipelineFilter, joined


def sums_of_targets(
    reader: Person, targets: Sequence[TargetRow]
) -> dict[int, dict[str, PipelineSum]]:
    """By target and currency; a deal counts for each target that it lies in, and they are never
    added up."""
    statement = (
        joined(select(Target.id, Customer.currency, *SUMS))
        .join(Owner, Owner.c.id == Customer.owner_id)
        .join(Target, lies_in(Owner.c.team_id, Target.team_id))
        .where(
            covered_customers(reader),
            Target.id.in_([target.id for target in targets]),
            or_(Target.field_id.is_(None), Target.field_id == DEAL_FIELD),
            DAY_OF_DEAL.between(Target.starts_on, Target.ends_on),
            IS_COUNTED,
        )
        .group_by(Target.id, Customer.currency)
    )
    found: dict[int, dict[str, PipelineSum]] = defaultdict(dict)
    for row in rows(statement):
        found[row.id][row.currency] = sum_of(row)
    return found


def scope_of(target: TargetRow) -> PipelineFilter:
    """The deals of a target, as the pipeline asks for them."""
    return PipelineFilter(
        starts_on=target.starts_on,
        ends_on=target.ends_on,
        team=str(target.team_id),
        field="" if target.field_id is None else str(target.field_id),
    )
