"""Telling members what is missing after a signature, or about a renewal: once, while it holds."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select

from planner import clock
from planner.actions.notices import notify
from planner.actions.notices.rating_notifications import people_on
from planner.database import db
from planner.models import Contract, SignatureFinding
from planner.models.kinds import NotificationKind

_Key = tuple[int, int | None, str]
"""Plan, contract and code."""


def keep(found: Mapping[int, Mapping[tuple[int | None, str], Sequence[str]]]) -> int:
    """Keep what holds on these plans, tell of what is new, and forget what holds no longer; how
    much was new."""
    holds = {
        (plan, contract, code): list(evidence)
        for plan, findings in found.items()
        for (contract, code), evidence in findings.items()
    }
    stored = {_key_of(each): each.id for each in _stored(list(found))}
    gone = [identity for key, identity in stored.items() if key not in holds]
    if gone:
        db.session.execute(delete(SignatureFinding).where(SignatureFinding.id.in_(gone)))
    fresh = {key: evidence for key, evidence in holds.items() if key not in stored}
    if fresh:
        _write(fresh)
        _tell(list(fresh))
    return len(fresh)


def _stored(plans: Sequence[int]) -> Sequence[SignatureFinding]:
    return db.session.scalars(
        select(SignatureFinding).where(SignatureFinding.plan_id.in_(plans))
    ).all()


def _key_of(finding: SignatureFinding) -> _Key:
    return finding.plan_id, finding.contract_id, finding.code


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
