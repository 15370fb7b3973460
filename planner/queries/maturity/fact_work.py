"""Goals and activities of many plans as facts, by plan."""

from collections import defaultdict

from sqlalchemy import select

from planner import rating
from planner.models import Activity, Commitment, Contract, Field, Goal, Participation
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text

_GOALS = FactItems(
    select(
        Goal.plan_id, Goal.id, Goal.key, as_text(Goal.status), as_text(Goal.origin), Goal.target
    ),
    Goal.plan_id,
)
_COMMITMENTS = FactItems(
    select(Commitment.goal_id, Commitment.person_id, Commitment.on, Commitment.target).join(
        Goal, Goal.id == Commitment.goal_id
    ),
    Goal.plan_id,
)
_ACTIVITY = select(
    Activity.plan_id,
    Activity.id,
    Activity.key,
    as_text(Activity.kind),
    Activity.created_by_id,
    Activity.created_on,
    as_text(Activity.status),
    Activity.customer_facing,
    Activity.assignee_id,
    Activity.claimed_on,
    Activity.due_on,
    Activity.done_on,
)
_ACTIVITIES = FactItems(
    _ACTIVITY,
    Activity.plan_id,
    whole=_ACTIVITY.add_columns(Field.name, Contract.key)
    .outerjoin(Field, Field.id == Activity.field_id)
    .outerjoin(Contract, Contract.id == Activity.contract_id)
    .order_by(Activity.position, Activity.id),
)
_PARTICIPATIONS = FactItems(
    select(Participation.activity_id, Participation.person_id).join(
        Activity, Activity.id == Participation.activity_id
    ),
    Activity.plan_id,
)


def goal_facts(reading: FactReading) -> ByParent[rating.GoalFact]:
    amount = reading.amount
    made = _commitments(reading)
    found: ByParent[rating.GoalFact] = defaultdict(list)
    for plan, identity, key, status, origin, target in reading.rows(_GOALS):
        commitments = tuple(made[identity])
        found[plan].append(rating.GoalFact(key, status, origin, amount(target), commitments))
    return found


def _commitments(reading: FactReading) -> ByParent[rating.CommitmentFact]:
    """By goal."""
    people, day, amount = reading.people, reading.day, reading.amount
    found: ByParent[rating.CommitmentFact] = defaultdict(list)
    for goal, person, on, target in reading.rows(_COMMITMENTS):
        found[goal].append(rating.CommitmentFact(people[person].key, day(on), amount(target)))
    return found


def activity_facts(reading: FactReading) -> ByParent[rating.ActivityFact]:
    people, day = reading.people, reading.day
    participants = reading.keys(_PARTICIPATIONS)
    found: ByParent[rating.ActivityFact] = defaultdict(list)
    for row in reading.rows(_ACTIVITIES):
        plan, identity, key, kind, creator, created_on, status, facing, assignee, *rest = row
        claimed_on, due_on, done_on, *field_and_contract = rest
        found[plan].append(
            rating.ActivityFact(
                key,
                kind,
                people[creator].key,
                day(created_on),
                status,
                bool(facing),
                None if assignee is None else people[assignee].key,
                day(claimed_on),
                participants[identity],
                day(due_on),
                day(done_on),
                *field_and_contract,
            )
        )
    return found
