"""Telling members what is missing after a signature, or about a renewal: once, while it holds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select, update

from planner import clock
from planner.actions.notices import notify
from planner.actions.notices.rating_notifications import people_on
from planner.database import db, rows
from planner.models import Contract, Plan, SignatureFinding
from planner.models.kinds import NotificationKind

_Key = tuple[int, int | None, str]
"""Plan, contract and code."""


def keep(
    plans: Mapping[int, int], found: Mapping[int, Mapping[tuple[int | None, str], Sequence[str]]]
) -> int:
    """Keep what holds on these plans, tell of what is new, and forget what holds no longer; how
    much was new. `plans` are by customer: what holds goes on into the plan of the next period."""
    holds = {
        (plan, contract, code): list(evidence)
        for plan, findings in found.items()
        for (contract, code), evidence in findings.items()
    }
    known = _move(plans)
    gone = [
        identity
        for key, identities in known.items()
        for identity in (identities[1:] if key in holds else identities)
    ]
    if gone:
        db.session.execute(delete(SignatureFinding).where(SignatureFinding.id.in_(gone)))
    fresh = {key: evidence for key, evidence in holds.items() if key not in known}
    if fresh:
        _write(fresh)
        _tell(list(fresh))
    return len(fresh)


def _move(plans: Mapping[int, int]) -> dict[_Key, list[int]]:
    """What is stored of these customers, all of it on the plan that counts now; those first that
    were there."""
    stored = rows(_STORED, customers=list(plans))
    moving = [
        (plans[row.customer_id], row.id) for row in stored if row.plan_id != plans[row.customer_id]
    ]
    for plan, identity in moving:
        db.session.execute(_MOVE, {"plan": plan, "finding": identity})
    known: dict[_Key, list[int]] = defaultdict(list)
    for row in stored:
        known[plans[row.customer_id], row.contract_id, row.code].append(row.id)
    return known


_STORED = (
    select(
        SignatureFinding.id,
        SignatureFinding.plan_id,
        SignatureFinding.contract_id,
        SignatureFinding.code,
        Plan.customer_id,
    )
    .join(Plan, Plan.id == SignatureFinding.plan_id)
    .where(Plan.customer_id.in_(bindparam("customers", expanding=True)))
    .order_by(SignatureFinding.id)
)
_MOVE = (
    update(SignatureFinding)
    .where(SignatureFinding.id == bindparam("finding"))
    .values(plan_id=bindparam("plan"))
)


def _write(fresh: Mapping[_Key, Sequence[str]]) -> None:
    today = clock.today()
    db.session.execute(
        insert(SignatureFinding),
        [
            {"plan_id": plan, "contract_id": contract, "code": code, "evidence": said, "on": today}
            for (plan, contract, code), said in fresh.items()
        ],
    )


def _tell(fresh: Sequence[_Key]) -> None:
    """The members and the owner, among them who has won the customer and who takes it over."""
    people = people_on(sorted({plan for plan, _contract, _code in fresh}))
    notify.write(
        {
            "plan_id": plan,
            "person_id": person,
            "kind": NotificationKind.AFTER_SIGNATURE,
            "code": code,
            "subject": Contract.__tablename__ if contract else None,
            "subject_id": contract,
        }
        for plan, contract, code in fresh
        for on_plan, person in people
        if on_plan == plan
    )
