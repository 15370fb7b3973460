"""Whether those who listen to a plan may still do so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from planner import access
from planner.access import Permission
from planner.database import db, rows
from planner.models import Person, Plan, Session

_BATCH = 500


@dataclass(frozen=True, slots=True)
class StreamRights:
    """`for_members` says whether nothing of the plan is kept from the person."""

    sees: bool
    for_members: bool = False


def stream_rights_of(person_id: int, plan_id: int) -> StreamRights:
    """What a person may see of a plan at this moment."""
    person, plan = db.session.get(Person, person_id), db.session.get(Plan, plan_id)
    if person is None or plan is None or not person.is_active:
        return StreamRights(sees=False)
    standings = access.standings(person, plan.customer, plan)
    sees = access.allows(Permission.SEE_PLAN, standings)
    return StreamRights(sees, sees and access.allows(Permission.SEE_RATING_AT_ONCE, standings))


def stream_rights_of_all(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], StreamRights]:
    """The same for many people and plans."""
    return {
        (person_id, plan_id): stream_rights_of(person_id, plan_id) for person_id, plan_id in pairs
    }


def still_signed_in(digests: Collection[str]) -> set[str]:
    """Those of the sessions that have not ended."""
    wanted = sorted(digests)
    return {
        digest
        for start in range(0, len(wanted), _BATCH)
        for (digest,) in rows(_SESSIONS, digests=wanted[start : start + _BATCH])
    }


_SESSIONS = (
    select(Session.token_digest)
    .join(Person, Person.id == Session.person_id)
    .where(
        Session.token_digest.in_(bindparam("digests", expanding=True)), Person.is_active.is_(True)
    )
)
